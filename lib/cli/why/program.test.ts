/** Each ailment is told by the cause that a person would name, in both languages. */
import { expect, test } from "vitest";
import { explainWhy } from "./program.ts";

const say = (example: string, language: string): string =>
  explainWhy(["--example", example, "--language", language]).stdout.trim();

test.each([
  [
    "pending",
    "Pod web is Pending: gpu has taint gpu=true:NoSchedule that it does not tolerate and does not have label disk=ssd; small lacks 300m cpu (it asks for 1, 700m of 700m is free); plain does not have label disk=ssd and lacks 500m cpu (it asks for 1, 500m of 500m is free) and lacks 1Gi memory (it asks for 2Gi, 1Gi of 1Gi is free).",
    "Pod web は Pending です: gpu: taint gpu=true:NoSchedule を Pod が許容していません、ラベル disk=ssd がありません。small: cpu が 300m 足りません (要求 1、空き 700m / 700m)。plain: ラベル disk=ssd がありません、cpu が 500m 足りません (要求 1、空き 500m / 500m)、memory が 1Gi 足りません (要求 2Gi、空き 1Gi / 1Gi)。",
  ],
  [
    "crash-loop",
    "Container api of pod api crashes: it ended with exit code 3 (Error), 5 times since 5.5 s; its last line was «no route to db:5432».",
    "Pod api のコンテナ api は起動に失敗し続けています: 終了コード 3 (Error)、5.5 s から 5 回。最後の行は「no route to db:5432」。",
  ],
  [
    "probe-kill",
    "Container web of pod web was killed because its liveness probe failed 2 times in a row, 5 s apart (failureThreshold 2): «HTTP probe failed with statuscode: 500»; exit code 0, 6 times since 11.5 s.",
    "Pod web のコンテナ web は livenessProbe が 5 秒間隔で 2 回連続して失敗したため終了されました (failureThreshold 2): 「HTTP probe failed with statuscode: 500」。終了コード 0、11.5 s から 6 回。",
  ],
  [
    "eviction",
    "Pod cache was evicted: node node01 ran low on memory (512Ki left, it keeps 100Mi); container cache was using 1177088Ki, more than its request of 300Mi.",
    "Pod cache は退避されました: ノード node01 の memory が不足しました(残り 512Ki、しきい値 100Mi)。コンテナ cache は request の 300Mi を超えて 1177088Ki を使用していました。",
  ],
  [
    "oom-kill",
    "Container batch of pod batch was killed for its memory (OOMKilled, exit code 137): it wanted 200Mi and its limit is 100Mi; 5 times since 2.5 s.",
    "Pod batch のコンテナ batch はメモリ不足で強制終了されました (OOMKilled、終了コード 137): 200Mi を必要としましたが limit は 100Mi です。2.5 s から 5 回。",
  ],
])("%s", (example, en, ja) => {
  expect(say(example, "en")).toBe(`${example}: ${en}`);
  expect(say(example, "ja")).toBe(`${example}: ${ja}`);
});

test.each([
  { words: [], exitCode: 2 },
  { words: ["--example", "nothing"], exitCode: 1 },
  { words: ["nowhere.yaml"], exitCode: 1 },
  { words: ["--example", "all", "--language", "xx"], exitCode: 2 },
])("$words is refused", ({ words, exitCode }) => {
  expect(explainWhy(words)).toMatchObject({ exitCode, stdout: "" });
});
