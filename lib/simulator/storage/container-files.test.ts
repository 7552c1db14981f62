import { describe, expect, test } from "vitest";
import { ContainerFiles, cleanPath, FileTree } from "./index.ts";

const aBox = (readOnlyRoot = false) => {
  const data = new FileTree({ "/sub/inner.txt": "inner" });
  const config = new FileTree({ "/app.yaml": "config" });
  const mounts = [
    { path: "/data", tree: data, subPath: "/sub", readOnly: false },
    { path: "/etc/app.yaml", tree: config, subPath: "/app.yaml", readOnly: true },
  ];
  const files = new ContainerFiles(
    () => new FileTree({ "/etc/hosts": "" }, ["/tmp"]),
    mounts,
    readOnlyRoot,
  );
  return { files, data };
};

describe("a container's files", () => {
  test("are its own and those of its volumes", () => {
    const { data, files } = aBox();
    expect(files.read("/data/inner.txt")).toBe("inner");
    expect(files.read("/etc/app.yaml")).toBe("config");
    expect(files.list("/etc").map(({ name }) => name)).toEqual(["app.yaml", "hosts"]);
    expect(files.list("/").map(({ name }) => name)).toEqual(["data", "etc", "tmp"]);
    expect([files.write("/data/new", "x"), data.read("/sub/new")]).toEqual(["ok", "x"]);
    expect([files.isMounted("/data/x"), files.isMounted("/tmp/x")]).toEqual([true, false]);
  });

  const rows: readonly (readonly [
    name: string,
    path: string,
    expected: string,
    readOnlyRoot: boolean,
  ])[] = [
    ["a read-only mount", "/etc/app.yaml", "read-only", false],
    ["a read-only root", "/tmp/x", "read-only", true],
    ["a writable mount over a read-only root", "/data/x", "ok", true],
    ["a folder", "/tmp", "is-folder", false],
    ["a folder that is not there", "/nowhere/x", "no-folder", false],
  ];
  test.each(rows)("are written: %s", (_name, path, expected, readOnlyRoot) => {
    expect(aBox(readOnlyRoot).files.write(path, "text")).toBe(expected);
  });

  test("go with their folder", () => {
    const { files } = aBox();
    files.makeFolder("/tmp/a/b");
    files.write("/tmp/a/b/c", "1");
    files.write("/tmp/a/b/c", "2", true);
    expect(files.read("/tmp/a/b/c")).toBe("12");
    files.remove("/tmp/a");
    expect([files.exists("/tmp/a/b/c"), files.exists("/tmp/a"), files.exists("/tmp")]).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe("paths", () => {
  const rows: readonly (readonly [path: string, folder: string, expected: string])[] = [
    ["a", "/", "/a"],
    ["../a", "/b/c", "/b/a"],
    ["/x//y/./z/", "/", "/x/y/z"],
    ["../../..", "/a", "/"],
    [".", "/a/b", "/a/b"],
  ];
  test.each(rows)("%s from %s", (path, folder, expected) => {
    expect(cleanPath(path, folder)).toBe(expected);
  });
});
