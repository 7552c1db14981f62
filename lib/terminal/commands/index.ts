/** The commands around kubectl that need nothing but their input and the files. */
import { awkCommand } from "./awk.ts";
import { base64Command } from "./base64.ts";
import { catCommand, teeCommand } from "./cat.ts";
import type { ShellCommand } from "./command.ts";
import { echoCommand, falseCommand, seqCommand, trueCommand } from "./echo.ts";
import {
  cdCommand,
  cpCommand,
  lsCommand,
  mkdirCommand,
  mvCommand,
  pwdCommand,
  rmCommand,
  touchCommand,
} from "./files.ts";
import { egrepCommand, grepCommand } from "./grep.ts";
import { headCommand, tailCommand } from "./head-tail.ts";
import { jqCommand } from "./jq.ts";
import { cutCommand, sortCommand, trCommand, uniqCommand, wcCommand } from "./lines.ts";
import { sedCommand } from "./sed.ts";

export const shellCommands: readonly ShellCommand[] = [
  awkCommand,
  base64Command,
  catCommand,
  cdCommand,
  cpCommand,
  cutCommand,
  echoCommand,
  egrepCommand,
  falseCommand,
  grepCommand,
  headCommand,
  jqCommand,
  lsCommand,
  mkdirCommand,
  mvCommand,
  pwdCommand,
  rmCommand,
  sedCommand,
  seqCommand,
  sortCommand,
  tailCommand,
  teeCommand,
  touchCommand,
  trCommand,
  trueCommand,
  uniqCommand,
  wcCommand,
];
