/* Says in words that a passkey was not used: the reader stopped, or the device has none. */
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const notice of document.querySelectorAll("[data-passkey-trouble]")) {
    notice.hidden = false;
  }
});
