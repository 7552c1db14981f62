/** Tailwind 4 is a PostCSS plugin; nothing else runs over the styles. */
export default { plugins: { "@tailwindcss/postcss": {} } };
