import { describe, expect, test } from "vitest";
import { fullImageName, parseImage } from "./image-reference.ts";
import { ImageRegistry } from "./image-registry.ts";

describe("names of images", () => {
  const rows: readonly (readonly [name: string, text: string, full: string | undefined])[] = [
    ["the shortest", "nginx", "docker.io/library/nginx:latest"],
    ["a tag", "nginx:1.27", "docker.io/library/nginx:1.27"],
    ["an owner", "bitnami/nginx", "docker.io/bitnami/nginx:latest"],
    ["a registry", "registry.k8s.io/pause:3.10", "registry.k8s.io/pause:3.10"],
    ["a registry with a port", "registry.local:5000/nginx", "registry.local:5000/nginx:latest"],
    ["localhost", "localhost/app:1", "localhost/app:1"],
    ["the registry by its name", "docker.io/nginx", "docker.io/library/nginx:latest"],
    ["a host in capitals", "UPPER/case", "UPPER/case:latest"],
    [
      "a digest",
      `nginx@sha256:${"a".repeat(64)}`,
      `docker.io/library/nginx@sha256:${"a".repeat(64)}`,
    ],
    ["two tags", "nginx:1:2", undefined],
    ["capitals", "NGINX:1", undefined],
    ["brackets", "nginx:<version>", undefined],
    ["a placeholder", "$" + "{IMAGE}", undefined],
    ["nothing", "", undefined],
    ["a short digest", "nginx@sha256:abc", undefined],
  ];
  test.each(rows)("%s", (_name, text, full) => {
    const reference = parseImage(text);
    expect(reference === undefined ? undefined : fullImageName(reference)).toBe(full);
  });
});

describe("pulls", () => {
  const registry = new ImageRegistry([
    { image: "shop/web:2", program: { listens: [8080] }, pullMs: 50, sizeBytes: 7 },
    { image: "shop/api", program: { listens: [9090] } },
    { image: "shop/broken", pullError: "registry is down" },
    { image: "nginx:1.99-nope", program: { listens: [80] } },
  ]);
  const rows: readonly (readonly [name: string, image: string, expected: object])[] = [
    [
      "of the table",
      "redis:7",
      { image: { fullName: "docker.io/library/redis:7", sizeBytes: 41_943_040 } },
    ],
    [
      "of a declared tag",
      "shop/web:2",
      { image: { pullMs: 50, sizeBytes: 7, program: { listens: [8080] } } },
    ],
    ["of any tag", "shop/api:17", { image: { program: { listens: [9090] } } }],
    ["over the table", "nginx:1.99-nope", { image: { program: { listens: [80] } } }],
    [
      "that fail by declaration",
      "shop/broken:1",
      {
        error:
          'failed to pull and unpack image "docker.io/shop/broken:1": failed to resolve reference "docker.io/shop/broken:1": registry is down',
      },
    ],
    [
      "of another tag than the declared one",
      "shop/web:3",
      {
        error:
          'failed to pull and unpack image "docker.io/shop/web:3": failed to resolve reference "docker.io/shop/web:3": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
      },
    ],
    [
      "of an unknown official image",
      "nginxx",
      {
        error:
          'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/nginxx:latest": failed to resolve reference "docker.io/library/nginxx:latest": docker.io/library/nginxx:latest: not found',
      },
    ],
    [
      "of an unknown host",
      "registry.corp.example/shop/checkout:2.4.1",
      {
        error:
          'failed to pull and unpack image "registry.corp.example/shop/checkout:2.4.1": failed to resolve reference "registry.corp.example/shop/checkout:2.4.1": failed to do request: Head "https://registry.corp.example/v2/shop/checkout/manifests/2.4.1": dial tcp: lookup registry.corp.example on 10.0.0.2:53: no such host',
      },
    ],
  ];
  test.each(rows)("%s", (_name, image, expected) => {
    const reference = parseImage(image);
    expect(reference === undefined ? undefined : registry.look(reference)).toMatchObject(expected);
  });
});
