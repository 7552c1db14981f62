/**
 * The cluster's CA. Nothing verifies it: the shape of a certificate is all that those who mount
 * or read it need.
 */
export const CLUSTER_CA =
  "-----BEGIN CERTIFICATE-----\nMIIDBTCCAe2gAwIBAgIIKubedeckSimulatedClusterCA=\n-----END CERTIFICATE-----\n";
