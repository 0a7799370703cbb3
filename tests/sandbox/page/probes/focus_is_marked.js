// Whether what has the focus can be told from what has not.
() => {
    const marks = (node) => node && (getComputedStyle(node).outlineStyle !== "none" || getComputedStyle(node).boxShadow !== "none");
    const here = document.activeElement;
    return here === document.body || marks(here) || marks(here.closest(".composer-box"));
}
