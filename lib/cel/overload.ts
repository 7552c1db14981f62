/** Functions: what they take and give, by name, one line for each way to call them. */

/** `A` is any type; a type before the dot is that of the value the function is called on. */
const OVERLOADS = `
size string int
size bytes int
size list int
size map int
size string. int
size bytes. int
size list. int
size map. int
contains string.string bool
endsWith string.string bool
startsWith string.string bool
matches string.string bool
matches string,string bool
int A int
uint A uint
double A double
string A string
bytes A bytes
bool A bool
dyn A dyn
type A type
duration string google.protobuf.Duration
duration google.protobuf.Duration google.protobuf.Duration
timestamp string google.protobuf.Timestamp
timestamp int google.protobuf.Timestamp
timestamp google.protobuf.Timestamp google.protobuf.Timestamp
charAt string.int string
indexOf string.string int
indexOf string.string,int int
indexOf list.A int
lastIndexOf string.string int
lastIndexOf string.string,int int
lastIndexOf list.A int
join list. string
join list.string string
lowerAscii string. string
upperAscii string. string
replace string.string,string string
replace string.string,string,int string
split string.string list(string)
split string.string,int list(string)
substring string.int string
substring string.int,int string
trim string. string
reverse string. string
format string.list string
find string.string string
findAll string.string list(string)
findAll string.string,int list(string)
isSorted list. bool
sum list. item
min list. item
max list. item
quantity string kubernetes.Quantity
isQuantity string bool
url string kubernetes.URL
isURL string bool
ip string net.IP
isIP string bool
cidr string net.CIDR
isCIDR string bool
semver string kubernetes.Semver
isSemver string bool
optional.of A dyn
optional.none  dyn
getFullYear google.protobuf.Timestamp. int
getMonth google.protobuf.Timestamp. int
getDate google.protobuf.Timestamp. int
getHours google.protobuf.Timestamp. int
getHours google.protobuf.Duration. int
getMinutes google.protobuf.Timestamp. int
getMinutes google.protobuf.Duration. int
getSeconds google.protobuf.Timestamp. int
getSeconds google.protobuf.Duration. int
`;

export type Overload = {
  readonly receiver: string | undefined;
  readonly parameters: readonly string[];
  readonly result: string;
};

let known: ReadonlyMap<string, readonly Overload[]> | undefined;

export function overloadsOf(name: string): readonly Overload[] | undefined {
  known ??= parse();
  return known.get(name);
}

function parse(): ReadonlyMap<string, readonly Overload[]> {
  const overloads = new Map<string, Overload[]>();
  for (const line of OVERLOADS.trim().split("\n")) {
    const [name = "", taken = "", result = ""] = line.split(" ");
    // The types of Google's own have dots too: the last one divides, unless it is within a name.
    const at = /^(?:google\.protobuf\.\w+|[a-z]+)\./.exec(taken)?.[0].length ?? 0;
    const isGoogle = taken.startsWith("google.") && !taken.endsWith(".");
    const receiver = at === 0 || isGoogle ? undefined : taken.slice(0, at - 1);
    const rest = receiver === undefined ? taken : taken.slice(at);
    const parameters = rest === "" ? [] : rest.split(",");
    overloads.set(name, [...(overloads.get(name) ?? []), { receiver, parameters, result }]);
  }
  return overloads;
}
