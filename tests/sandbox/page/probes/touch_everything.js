// Hovers over and presses all that messages are made of, as a curious person would.
() => {
    for (const node of document.querySelectorAll(".message-body *")) {
        node.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
        if (!node.matches("a[href^='http']")) node.click?.();
    }
}
