/** Volumes' contents: trees of files and how a container sees them. */
export { ContainerFiles, type Mount, type Written } from "./container-files.ts";
export { cleanPath, FileTree, parentOf } from "./file-tree.ts";
