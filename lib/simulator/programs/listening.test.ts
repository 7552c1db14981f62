import { describe, expect, test } from "vitest";
import { aKubelet, aPod, type PodWords } from "../testing/index.ts";

describe("programs listen", () => {
  const rows: readonly (readonly [
    name: string,
    words: Partial<PodWords>,
    ports: readonly number[],
  ])[] = [
    ["on their image's ports", { image: "redis:7" }, [6379]],
    [
      "where an argument says",
      { image: "hashicorp/http-echo", container: { args: ["-listen=:9090"] } },
      [9090],
    ],
    [
      "where the next argument says",
      { image: "hashicorp/http-echo", container: { args: ["-listen", ":7070", "-text=hi"] } },
      [7070],
    ],
    [
      "by their own name",
      { image: "nginx", container: { command: ["nginx", "-g", "daemon off;"] } },
      [80],
    ],
    [
      "as a module",
      { image: "python:3", container: { command: ["python3", "-m", "http.server", "8123"] } },
      [8123],
    ],
    [
      "as a module by default",
      { image: "python:3", container: { command: ["python3", "-m", "http.server"] } },
      [8000],
    ],
    ["in a script", { image: "nginx", script: "echo go && exec nginx" }, [80]],
    [
      "in a script with a port",
      { image: "python:3", script: "python3 -m http.server 9001" },
      [9001],
    ],
    [
      "as netexec",
      { image: "registry.k8s.io/e2e-test-images/agnhost:2", container: { args: ["netexec"] } },
      [8080],
    ],
    ["not at all when they sleep", { image: "nginx", container: { command: ["sleep", "1d"] } }, []],
  ];
  test.each(rows)("%s", (_name, words, ports) => {
    const bench = aKubelet();
    bench.put("Pod", aPod({ name: "c", ...words }));
    bench.advance(6000);
    const ip = bench.pod("c").status.podIP ?? "";
    const tried = [80, 6379, 7070, 8000, 8080, 8123, 9001, 9090, 5678];
    expect(tried.filter((port) => typeof bench.kubelets.dial(ip, port) !== "string")).toEqual(
      ports,
    );
  });
});

describe("programs answer", () => {
  const rows: readonly (readonly [
    name: string,
    image: string,
    path: string,
    status: number,
    body: string,
  ])[] = [
    ["with their page", "httpd", "/", 200, "<html><body><h1>It works!</h1></body></html>\n"],
    ["with nothing", "httpd", "/nope", 404, "404 Not Found\n"],
    ["with anything", "redis", "/x", 200, "ok\n"],
    ["as declared", "shop/api", "/health", 503, "sick"],
    ["as declared for the rest", "shop/api", "/other?x=1", 200, "any"],
    ["as declared for what is left out", "shop/web", "/other", 404, "not found\n"],
  ];
  test.each(rows)("%s", (_name, image, path, status, body) => {
    const bench = aKubelet({
      images: [
        {
          image: "shop/api",
          program: {
            listens: [80],
            http: { "/health": { status: 503, body: "sick" }, "*": { body: "any" } },
          },
        },
        { image: "shop/web", program: { listens: [80], http: { "/": {} } } },
      ],
    });
    bench.put("Pod", aPod({ name: "c", image }));
    bench.advance(6000);
    const dialled = bench.kubelets.dial(
      bench.pod("c").status.podIP ?? "",
      image === "redis" ? 6379 : 80,
    );
    expect(typeof dialled === "string" ? dialled : dialled.http(path)).toEqual({ status, body });
  });

  test("with files that are mounted over their pages", () => {
    const bench = aKubelet();
    bench.put("ConfigMap", {
      metadata: { name: "page", namespace: "default" },
      data: { "index.html": "mine" },
    });
    const volumes = [{ name: "v", configMap: { name: "page" } }];
    const container = { volumeMounts: [{ name: "v", mountPath: "/usr/share/nginx/html" }] };
    bench.put("Pod", aPod({ name: "c", container, spec: { volumes } }));
    bench.advance(6000);
    const dialled = bench.kubelets.dial(bench.pod("c").status.podIP ?? "", 80);
    expect(typeof dialled === "string" ? dialled : dialled.http("/")).toEqual({
      status: 200,
      body: "mine",
    });
  });
});

describe("programs that end by themselves", () => {
  const rows: readonly (readonly [
    name: string,
    words: Partial<PodWords>,
    state: string,
    code: number | undefined,
  ])[] = [
    ["a database without a password", { image: "postgres:16" }, "Error", 1],
    [
      "a database with one",
      { image: "postgres:16", container: { env: [{ name: "POSTGRES_PASSWORD", value: "x" }] } },
      "running",
      undefined,
    ],
    [
      "a web server on a read-only disk",
      { container: { securityContext: { readOnlyRootFilesystem: true } } },
      "Error",
      1,
    ],
    [
      "a web server as somebody",
      { container: { securityContext: { runAsUser: 1000 } } },
      "Error",
      1,
    ],
    ["a version", { image: "nginx", container: { command: ["nginx", "-v"] } }, "Completed", 0],
    [
      "a one-line program",
      { image: "python:3", container: { command: ["python3", "-c", "print(1)"] } },
      "Completed",
      0,
    ],
    ["a shell without a script", { image: "busybox" }, "Completed", 0],
    [
      "the digits of pi",
      {
        image: "perl:5",
        container: { command: ["perl", "-Mbignum=bpi", "-wle", "print bpi(2000)"] },
      },
      "Completed",
      0,
    ],
    [
      "a signal to itself",
      { image: "nginx", script: "kill -9 1; kill -TERM 1; exit 4" },
      "Error",
      4,
    ],
    ["hello", { image: "hello-world" }, "Completed", 0],
  ];
  test.each(rows)("%s", (_name, words, state, code) => {
    const bench = aKubelet();
    bench.put("Pod", aPod({ name: "c", ...words, spec: { restartPolicy: "Never" } }));
    bench.advance(9000);
    const { containerStatuses } = bench.pod("c").status;
    expect([bench.state("c"), containerStatuses?.[0]?.state?.terminated?.exitCode]).toEqual([
      state,
      code,
    ]);
  });
});

describe("hooks reach programs", () => {
  const rows: readonly (readonly [name: string, handler: object, runs: boolean])[] = [
    ["over HTTP", { httpGet: { path: "/", port: 80 } }, true],
    ["over HTTP, whatever the answer", { httpGet: { path: "/nope", port: 80 } }, true],
    ["over HTTP to a port by its name", { httpGet: { path: "/", port: "web" } }, true],
    ["over HTTP where nobody listens", { httpGet: { path: "/", port: 81 } }, false],
    ["over HTTP to a port of no name", { httpGet: { path: "/", port: "none" } }, false],
    ["by a bare connection, which is no hook", { tcpSocket: { port: "web" } }, false],
  ];
  test.each(rows)("%s", (_name, postStart, runs) => {
    const bench = aKubelet();
    const container = { lifecycle: { postStart }, ports: [{ name: "web", containerPort: 80 }] };
    bench.put("Pod", aPod({ name: "c", container, spec: { restartPolicy: "Never" } }));
    bench.advance(6000);
    expect(bench.state("c") === "running").toBe(runs);
  });
});
