// Runs before the page is drawn, so that a theme the reader chose does not come in late.
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage can be closed to a page by the settings of the browser.
}
