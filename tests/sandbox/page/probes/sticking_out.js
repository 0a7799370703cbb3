// What is cut off at the window's right edge, except in what scrolls by itself.
() => [...document.querySelectorAll(".message-main *, .composer *, .pane-head *")]
    .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
    .filter((node) => !node.closest(".block-carousel, .table-wrap"))
    .map((node) => node.className)
