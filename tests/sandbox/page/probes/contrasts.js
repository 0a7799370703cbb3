// Every element with text of its own, and the contrast of that text to what is behind it.
() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const rgba = (colour) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
        return [r, g, b, a / 255];
    };
    const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
    const ground = (node) => {
        if (!node) return [255, 255, 255, 1];
        const own = rgba(getComputedStyle(node).backgroundColor);
        return own[3] === 1 ? own : over(own, ground(node.parentElement));
    };
    const light = ([r, g, b]) => {
        const [x, y, z] = [r, g, b].map((one) => (one / 255 <= 0.04045 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    };
    const says = (node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
    const skipped = "button:disabled, .avatar, .emoji, .shimmer, .only-read, [hidden] *, option, noscript";
    const nodes = [...document.querySelectorAll("body *")].filter((node) => says(node) && node.checkVisibility({ opacityProperty: true }) && !node.closest(skipped));
    return nodes.map((node) => {
        const back = ground(node);
        const [a, b] = [light(over(rgba(getComputedStyle(node).color), back)), light(back)].sort((x, y) => y - x);
        return { text: `${node.className} ${node.textContent.trim().slice(0, 40)}`, ratio: (a + 0.05) / (b + 0.05) };
    });
}
