/** Steps that befall nodes: taints, cordons, drains, kubelets that fall silent, removal. */
import type { Node } from "../api/types.generated.ts";
import { ask, pick, type Scene, type Step } from "./step.ts";

function worker(scene: Scene): Node | undefined {
  const nodes = scene.cluster.list("Node");
  return pick(
    scene,
    nodes.filter(({ metadata }) => metadata.name !== "controlplane"),
  );
}

function patchNode(scene: Scene, node: Node, spec: object): void {
  ask(scene, "patch", { kind: "Node", name: node.metadata.name, body: { spec } });
}

export const taint: Step = (scene) => {
  const node = worker(scene);
  if (node === undefined) return;
  const others = (node.spec.taints ?? []).filter(({ key }) => key !== "shop/only");
  const effect = pick(scene, ["NoSchedule", "NoExecute", "PreferNoSchedule"]);
  const isTainted = others.length < (node.spec.taints ?? []).length;
  const taints = isTainted ? others : [...others, { key: "shop/only", effect }];
  patchNode(scene, node, { taints });
};

export const cordon: Step = (scene) => {
  const node = worker(scene);
  if (node !== undefined)
    patchNode(scene, node, { unschedulable: node.spec.unschedulable !== true });
};

export const drain: Step = (scene) => {
  const node = worker(scene);
  if (node === undefined) return;
  patchNode(scene, node, { unschedulable: true });
  for (const { metadata, spec } of scene.cluster.list("Pod")) {
    const { name, namespace, ownerReferences } = metadata;
    const isDaemon = ownerReferences?.some(({ kind }) => kind === "DaemonSet") ?? false;
    if (spec.nodeName !== node.metadata.name || isDaemon) continue;
    const body = { apiVersion: "policy/v1", kind: "Eviction", metadata: { name, namespace } };
    ask(scene, "create", { kind: "Pod", name, namespace, subresource: "eviction", body });
    scene.cluster.advance(scene.random.below(50));
  }
};

/** A kubelet falls silent, or one that was silent speaks again. */
export const loseNode: Step = (scene) => {
  const name = worker(scene)?.metadata.name;
  if (name === undefined) return;
  if (scene.lost.delete(name)) {
    scene.cluster.kubelets.start(name);
    return;
  }
  scene.lost.add(name);
  scene.cluster.kubelets.stop(name);
};

/** The last worker stays. */
export const removeNode: Step = (scene) => {
  if (scene.cluster.list("Node").length < 3) return;
  const name = worker(scene)?.metadata.name;
  if (name !== undefined) ask(scene, "delete", { kind: "Node", name });
};
