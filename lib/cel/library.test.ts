import { expect, test } from "vitest";
import { BOOL, compileCel, compileChecked, INT, listOf, STRING, sized } from "./index.ts";

const self = { cidr: "10.0.0.0/8", url: "https://a.b:8/c?d=e", list: [3, 1, 1] };

test.each([
  ["cidr(self.cidr).containsIP('10.1.2.3')", true],
  ["cidr(self.cidr).containsCIDR('10.0.0.0/4')", false],
  ["ip('fe80::1').isLinkLocalUnicast()", true],
  ["ip('8.8.8.8').isGlobalUnicast()", true],
  ["url(self.url).getHost()", "a.b:8"],
  ["url(self.url).getQuery()['d'][0]", "e"],
  ["semver('1.10.0').isGreaterThan(semver('1.9.9'))", true],
  ["semver('1.0.0-rc.1').compareTo(semver('1.0.0'))", -1],
  ["isSemver('v1.0', true) && !isSemver('v1.0')", true],
  ["sets.intersects(self.list, [1])", true],
  ["self.list.distinct().sort()", [1, 3]],
  ["'%s of %d, %.2f'.format(['a', 2, 1.5])", "a of 2, 1.50"],
  ["format.dns1123Label().validate('a-b').hasValue()", false],
  ["format.named('uuid').hasValue()", true],
  ["self.?none.orValue('n')", "n"],
  ["optional.ofNonZeroValue('').hasValue()", false],
  ["quantity('1Gi').add(1).isGreaterThan(quantity('1Gi'))", true],
])("%s", (expression, expected) => {
  const program = compileCel(expression, ["self"]);
  expect(program.ok && program.value.evaluate({ self })).toEqual({ ok: true, value: expected });
});

const texts = sized(listOf(sized(STRING, 40)), 5);
const scope = new Map([
  ["n", sized(INT, 0)],
  ["s", sized(STRING, 100)],
  ["l", texts],
  ["on", sized(BOOL, 0)],
]);

test.each([
  ["n > 1", 2],
  ["s == 'abc'", 2],
  ["s.contains('ab')", 11],
  ["s.matches('^[a-z]+$')", 23],
  ["on && n > 1 || n > 2", 5],
  ["l.all(x, x.startsWith('a'))", 27],
  ["l.exists(x, l.exists(y, x == y))", 282],
  ["'a' in l", 6],
  ["l.map(x, x + 'b').size() > 2", 104],
  ["on ? s + s : s", 23],
])("%s costs at most %i", (expression, cost) => {
  const compiled = compileChecked(expression, scope);
  expect(compiled.ok && compiled.value.cost()).toBe(cost);
});
