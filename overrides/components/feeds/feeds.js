/**
 * Copy the address of a feed. Without this script each address is a link, to be copied from the page.
 */
const SOON = 100; // milliseconds in which a screen reader notices that the words before are gone

const root = /** @type {HTMLElement} */ (Document.prototype.querySelector.call(document, '[data-component="feeds"]'));
const { copied, refused } = /** @type {Record<string, string>} */ (root.dataset);

async function copy(/** @type {string} */ address) {
  try {
    await navigator.clipboard.writeText(address); // over plain HTTP there is no clipboard at all
    return copied;
  } catch {
    return refused;
  }
}

for (const button of root.querySelectorAll('button')) {
  const link = /** @type {HTMLAnchorElement} */ (button.previousElementSibling);
  const status = /** @type {HTMLElement} */ (button.nextElementSibling);
  button.hidden = false;
  button.addEventListener('click', async () => {
    const words = await copy(link.text);
    status.textContent = '';
    setTimeout(() => { status.textContent = words; }, SOON);
  });
}
