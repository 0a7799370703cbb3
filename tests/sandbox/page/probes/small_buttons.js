// Buttons that are too small for a thumb.
() => [...document.querySelectorAll("button")].filter((node) => node.checkVisibility() && !node.closest(".toolbar"))
    .filter((node) => Math.min(node.offsetWidth, node.offsetHeight) < 32).map((node) => node.ariaLabel || node.textContent)
