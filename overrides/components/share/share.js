/**
 * Pass a page on: by the system's own sheet, by copying its link, by a Mastodon server that a reader names.
 * Without this script the link is there to be copied, and every target is a plain link.
 * Only the page's title and its public address are handed on. Nothing is read, kept or fetched.
 */

const SOON = 100; // milliseconds in which a screen reader notices that the words before are gone

const root = /** @type {HTMLElement} */ (Document.prototype.querySelector.call(document, '[data-component="share"]'));
const [sheet, copy] = /** @type {NodeListOf<HTMLButtonElement>} */ (root.querySelectorAll('button'));
const link = /** @type {HTMLInputElement} */ (root.querySelector('input[readonly]'));
const status = /** @type {HTMLElement} */ (root.querySelector('[role="status"]'));
const { title, thanks, copied } = /** @type {Record<string, string>} */ (root.dataset);
const url = link.defaultValue;

/** Said once more, the same words are announced once more. */
function say(/** @type {string} */ words) {
  status.textContent = '';
  setTimeout(() => { status.textContent = words; }, SOON);
}

function showLink(/** @type {boolean} */ shown) {
  /** @type {HTMLElement} */ (link.parentElement).hidden = !shown;
}

/** What is left when a browser refuses: the link, ready to be copied by hand. */
function offerLink() {
  showLink(true);
  link.focus();
  link.select();
}

sheet.addEventListener('click', async () => {
  try {
    await navigator.share({ title, url });
    say(thanks);
  } catch (error) {
    // Thinking better of it is no mistake, nor is a second press while the sheet is open.
    if (!['AbortError', 'InvalidStateError'].includes(/** @type {Error} */ (error).name)) offerLink();
  }
});

copy.addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(url); // over plain HTTP there is no clipboard at all
    say(copied);
  } catch {
    offerLink();
  }
});

root.addEventListener('click', (event) => {
  const target = /** @type {Element} */ (event.target).closest('a');
  if (target && !event.defaultPrevented) say(thanks);
});

/** The host of mastodon.social, https://mastodon.social/ or @name@mastodon.social; nothing otherwise. */
function host(/** @type {string} */ typed) {
  const name = typed.trim().match(/^(?:https?:\/\/|@?[^\s/?#@:\\]+@)?([^\s/?#@:\\]+?)\.?\/?$/i)?.[1] ?? '';
  try {
    const { hostname } = new URL(`https://${name}`);
    return /^([a-z\d-]+\.)+[a-z][a-z\d-]+$/.test(hostname) ? hostname : undefined;
  } catch {
    return undefined;
  }
}

/** Ask for the server in place: the plain link leads to a page elsewhere that asks the same. */
function askForServer(/** @type {HTMLElement} */ box) {
  const opener = /** @type {HTMLAnchorElement} */ (box.previousElementSibling?.firstElementChild);
  const field = /** @type {HTMLInputElement} */ (box.querySelector('input'));
  const there = /** @type {HTMLAnchorElement} */ (box.querySelector('a'));
  const expected = /** @type {HTMLElement} */ (box.querySelector('span'));
  const { search } = new URL(opener.href);
  Object.assign(field, { autocapitalize: 'none', inputMode: 'url', spellcheck: false });

  opener.setAttribute('aria-expanded', 'false');
  opener.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    box.hidden = !box.hidden;
    opener.setAttribute('aria-expanded', String(!box.hidden));
    if (!box.hidden) field.focus();
  });

  field.addEventListener('input', () => {
    const name = host(field.value);
    if (name) there.href = `https://${name}/share${search}`;
    there.hidden = !name;
    expected.hidden = !there.hidden;
  });

  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    if (there.hidden) say(expected.textContent ?? '');
    else there.click();
  });
}

for (const box of root.querySelectorAll('li[hidden]')) askForServer(/** @type {HTMLElement} */ (box));
sheet.hidden = !('share' in navigator);
copy.hidden = false;
showLink(false);
