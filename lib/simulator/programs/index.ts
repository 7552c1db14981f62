/** What containers run: images, their programs, a small shell. */
export { fullImageName, type ImageReference, imageIdOf, parseImage } from "./image-reference.ts";
export { type Image, ImageRegistry, type Lookup } from "./image-registry.ts";
export type { HttpAnswer, ImageSpec, ProgramSpec } from "./image-spec.ts";
export { answerHttp } from "./listening.ts";
export type { Life, Machine, Process, ProgramNetwork, Reply, User } from "./machine.ts";
export { MainProcess } from "./main-process.ts";
export { runProgram } from "./run-program.ts";
export { quote, startFailure } from "./start-failure.ts";
export { type Pause, type Running, runTask, type Task } from "./task.ts";
