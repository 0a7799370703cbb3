// Something that ran, an element that text made, or a link to anything but the web and mail.
() => [
    ...(window.ran ? ["it ran"] : []),
    ...[...document.querySelectorAll("body script, iframe, object, embed, base, [onerror], [onload], [onclick]")].map((one) => one.outerHTML),
    ...[...document.querySelectorAll("[href], [src], [action]")]
        .map((one) => one.href || one.src || one.action)
        .filter((url) => !/^(https?:|mailto:)/.test(url)),
]
