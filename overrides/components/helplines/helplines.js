/**
 * Show one country's lines alone. Nothing of the choice is kept, and nothing goes into the address:
 * going there is the work of in-page.js. Without script the links lead to their country.
 */
const root = /** @type {HTMLElement} */ (Document.prototype.querySelector.call(document, '[data-component="helplines"]'));
const countries = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('section'));
const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (root.querySelectorAll('nav a'));

for (const link of links) {
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const chosen = link.hash.slice(1);
    for (const country of countries) country.hidden = chosen !== root.id && chosen !== country.id;
    for (const other of links) other.toggleAttribute('aria-current', other === link);
  });
}
