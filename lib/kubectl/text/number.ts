/** Numbers as Go prints them with `%v`: integers plainly, floats with an exponent from 1e+21. */
export function formatNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return value.toFixed(0);
  const text = String(value);
  return text.replace(/e([-+])(\d)$/, "e$10$2");
}
