// What can be pressed, read or filled in, and has no name.
() => [...document.querySelectorAll("button, a[href], input:not([type=file]), textarea, select, [role=log], [role=region]")]
    .filter((node) => node.checkVisibility())
    .filter((node) => !(node.getAttribute("aria-label") || node.textContent.trim() || node.closest("label")?.textContent.trim()))
    .map((node) => node.outerHTML)
