/**
 * Links within a page (contents, footnotes and back) go there without an entry in the tab's history and
 * without a word in the address. Otherwise Back would show the page again after it has been left.
 */
addEventListener('click', (event) => {
  const link = /** @type {Element} */ (event.target).closest('a[href^="#"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const name = /** @type {HTMLAnchorElement} */ (link).hash.slice(1);
  const target = named(name) ?? document.getElementById(name);
  if (!target) return;
  event.preventDefault();
  for (let node = target.parentElement; node; node = node.parentElement) {
    if (node instanceof HTMLDetailsElement) node.open = true;
  }
  target.scrollIntoView();
  // The keyboard goes on from there, as after an ordinary jump.
  if (target.tabIndex < 0) target.tabIndex = -1;
  target.focus({ preventScroll: true });
});

/** The element that an address of letters and percent signs names, if it can be read at all. */
function named(/** @type {string} */ name) {
  try {
    return document.getElementById(decodeURIComponent(name));
  } catch {
    return null;
  }
}
