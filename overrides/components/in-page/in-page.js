/**
 * Links within a page (contents, footnotes and back) go there without an entry in the tab's history and
 * without a word in the URL. Otherwise Back would show the page again after it has been left.
 */
EventTarget.prototype.addEventListener.call(window, 'click', (event) => {
  const link = /** @type {Element} */ (event.target).closest('a[href^="#"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const name = /** @type {HTMLAnchorElement} */ (link).hash.slice(1);
  const target = named(decoded(name)) ?? named(name);
  if (!target) return;
  event.preventDefault();
  for (let node = /** @type {HTMLElement | null} */ (target); node; node = node.parentElement) {
    if (node instanceof HTMLDetailsElement) node.open = true;
  }
  target.scrollIntoView();
  // The keyboard goes on from there, as after an ordinary jump.
  if (target.tabIndex < 0) target.tabIndex = -1;
  target.focus({ preventScroll: true });
});

/** The element of a name, whatever names a text holds. @returns {HTMLElement | null} */
function named(/** @type {string} */ name) {
  return Document.prototype.getElementById.call(document, name);
}

/** A name as it is without percent signs; as it is written if they spell nothing. */
function decoded(/** @type {string} */ name) {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
