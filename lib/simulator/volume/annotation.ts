/** Annotations by which the scheduler, the binder and provisioners tell each other what is done. */

export const BIND_COMPLETED = "pv.kubernetes.io/bind-completed";
export const BOUND_BY_CONTROLLER = "pv.kubernetes.io/bound-by-controller";
export const PROVISIONED_BY = "pv.kubernetes.io/provisioned-by";
export const SELECTED_NODE = "volume.kubernetes.io/selected-node";
export const PROVISIONER = "volume.kubernetes.io/storage-provisioner";
export const OLD_PROVISIONER = "volume.beta.kubernetes.io/storage-provisioner";
