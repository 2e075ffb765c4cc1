/** Applies the chosen theme before the first paint; without a choice the system's holds. */
const chosen = localStorage.getItem('theme');
if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;

/** Keeps a place for "What is this worth to me?" before the first paint, for those who were told something there before. */
if (localStorage.getItem('brevet.worth')) document.documentElement.dataset.worth = '';
