/** Fields of the server's own structs in their order: `Name:type`, and `:json` where it differs. */
export const INTERNAL_STRUCTS: Readonly<Record<string, string>> = {
  Affinity:
    "NodeAffinity:?@NodeAffinity PodAffinity:?@PodAffinity PodAntiAffinity:?@PodAntiAffinity",
  AppArmorProfile: "Type:s LocalhostProfile:?s",
  CSIPersistentVolumeSource:
    "Driver:s VolumeHandle:s ReadOnly:b FSType:s:fsType VolumeAttributes:{s ControllerPublishSecretRef:x NodeStageSecretRef:x NodePublishSecretRef:x ControllerExpandSecretRef:x NodeExpandSecretRef:x",
  CSIVolumeSource:
    "Driver:s ReadOnly:?b FSType:?s:fsType VolumeAttributes:{s NodePublishSecretRef:?@LocalObjectReference",
  Capabilities: "Add:[s Drop:[s",
  ConfigMapEnvSource: "Name:s Optional:?b",
  ConfigMapKeySelector: "Name:s Key:s Optional:?b",
  ConfigMapProjection: "Name:s Items:[@KeyToPath Optional:?b",
  ConfigMapVolumeSource: "Name:s Items:[@KeyToPath DefaultMode:?i Optional:?b",
  Container:
    "Name:s Image:s Command:[s Args:[s WorkingDir:s Ports:[@ContainerPort EnvFrom:[@EnvFromSource Env:[@EnvVar Resources:@ResourceRequirements ResizePolicy:[@ContainerResizePolicy RestartPolicy:?s RestartPolicyRules:[@ContainerRestartRule VolumeMounts:[@VolumeMount VolumeDevices:[@VolumeDevice LivenessProbe:?@Probe ReadinessProbe:?@Probe StartupProbe:?@Probe Lifecycle:?@Lifecycle TerminationMessagePath:s TerminationMessagePolicy:s ImagePullPolicy:s SecurityContext:?@SecurityContext Stdin:b StdinOnce:b TTY:b:tty",
  ContainerPort: "Name:s HostPort:i ContainerPort:i Protocol:s HostIP:s",
  ContainerResizePolicy: "ResourceName:s RestartPolicy:s",
  ContainerRestartRule: "Action:s ExitCodes:?@ContainerRestartRuleOnExitCodes",
  ContainerRestartRuleOnExitCodes: "Operator:s Values:[i",
  DownwardAPIProjection: "Items:[@DownwardAPIVolumeFile",
  DownwardAPIVolumeFile:
    "Path:s FieldRef:?@ObjectFieldSelector ResourceFieldRef:?@ResourceFieldSelector Mode:?i",
  DownwardAPIVolumeSource: "Items:[@DownwardAPIVolumeFile DefaultMode:?i",
  EmptyDirVolumeSource: "Medium:s SizeLimit:?q",
  EnvFromSource: "Prefix:s ConfigMapRef:?@ConfigMapEnvSource SecretRef:?@SecretEnvSource",
  EnvVar: "Name:s Value:s ValueFrom:?@EnvVarSource",
  EnvVarSource:
    "FieldRef:?@ObjectFieldSelector ResourceFieldRef:?@ResourceFieldSelector ConfigMapKeyRef:?@ConfigMapKeySelector SecretKeyRef:?@SecretKeySelector FileKeyRef:?@FileKeySelector",
  EphemeralContainer:
    "Name:s Image:s Command:[s Args:[s WorkingDir:s Ports:[@ContainerPort EnvFrom:[@EnvFromSource Env:[@EnvVar Resources:@ResourceRequirements ResizePolicy:[@ContainerResizePolicy RestartPolicy:?s RestartPolicyRules:[@ContainerRestartRule VolumeMounts:[@VolumeMount VolumeDevices:[@VolumeDevice LivenessProbe:?@Probe ReadinessProbe:?@Probe StartupProbe:?@Probe Lifecycle:?@Lifecycle TerminationMessagePath:s TerminationMessagePolicy:s ImagePullPolicy:s SecurityContext:?@SecurityContext Stdin:b StdinOnce:b TTY:b:tty TargetContainerName:s",
  EphemeralVolumeSource: "VolumeClaimTemplate:?@PersistentVolumeClaimTemplate",
  ExecAction: "Command:[s",
  FileKeySelector: "VolumeName:s Path:s Key:s Optional:?b",
  GRPCAction: "Port:i Service:?s",
  HTTPGetAction: "Path:s Port:o Host:s Scheme:s HTTPHeaders:[@HTTPHeader:httpHeaders",
  HTTPHeader: "Name:s Value:s",
  HostAlias: "IP:s:ip Hostnames:[s",
  HostPathVolumeSource: "Path:s Type:?s",
  ImageVolumeSource: "Reference:s PullPolicy:s",
  KeyToPath: "Key:s Path:s Mode:?i",
  Lifecycle: "PostStart:?@LifecycleHandler PreStop:?@LifecycleHandler StopSignal:?s",
  LifecycleHandler:
    "Exec:?@ExecAction HTTPGet:?@HTTPGetAction:httpGet TCPSocket:?@TCPSocketAction:tcpSocket Sleep:?@SleepAction",
  LocalObjectReference: "Name:s",
  LocalVolumeSource: "Path:s FSType:?s:fsType",
  NFSVolumeSource: "Server:s Path:s ReadOnly:b",
  NodeAffinity:
    "RequiredDuringSchedulingIgnoredDuringExecution:?@NodeSelector PreferredDuringSchedulingIgnoredDuringExecution:[@PreferredSchedulingTerm",
  NodeSelector: "NodeSelectorTerms:[@NodeSelectorTerm",
  NodeSelectorRequirement: "Key:s Operator:s Values:[s",
  NodeSelectorTerm:
    "MatchExpressions:[@NodeSelectorRequirement MatchFields:[@NodeSelectorRequirement",
  ObjectFieldSelector: "APIVersion:s:apiVersion FieldPath:s",
  PersistentVolumeClaimSpec:
    "AccessModes:[s Selector:x Resources:@VolumeResourceRequirements VolumeName:s StorageClassName:?s VolumeMode:?s DataSource:?@TypedLocalObjectReference DataSourceRef:?@TypedObjectReference VolumeAttributesClassName:?s",
  PersistentVolumeClaimTemplate: "ObjectMeta=x=metadata Spec:@PersistentVolumeClaimSpec",
  PersistentVolumeClaimVolumeSource: "ClaimName:s ReadOnly:b",
  PersistentVolumeSource:
    "GCEPersistentDisk:x:gcePersistentDisk AWSElasticBlockStore:x:awsElasticBlockStore HostPath:?@HostPathVolumeSource Glusterfs:x NFS:?@NFSVolumeSource:nfs RBD:x:rbd Quobyte:x ISCSI:x:iscsi FlexVolume:x Cinder:x CephFS:x:cephfs FC:x:fc Flocker:x AzureFile:x VsphereVolume:x AzureDisk:x PhotonPersistentDisk:x PortworxVolume:x ScaleIO:x Local:?@LocalVolumeSource StorageOS:x:storageos CSI:?@CSIPersistentVolumeSource:csi",
  PodAffinity:
    "RequiredDuringSchedulingIgnoredDuringExecution:[@PodAffinityTerm PreferredDuringSchedulingIgnoredDuringExecution:[@WeightedPodAffinityTerm",
  PodAffinityTerm:
    "LabelSelector:x Namespaces:[s TopologyKey:s NamespaceSelector:x MatchLabelKeys:[s MismatchLabelKeys:[s",
  PodAntiAffinity:
    "RequiredDuringSchedulingIgnoredDuringExecution:[@PodAffinityTerm PreferredDuringSchedulingIgnoredDuringExecution:[@WeightedPodAffinityTerm",
  PodDNSConfig: "Nameservers:[s Searches:[s Options:[@PodDNSConfigOption",
  PodDNSConfigOption: "Name:s Value:?s",
  PodDisruptionBudgetSpec:
    "MinAvailable:?o Selector:x MaxUnavailable:?o UnhealthyPodEvictionPolicy:?s",
  PodOS: "Name:s",
  PodReadinessGate: "ConditionType:s",
  PodResourceClaim: "Name:s ResourceClaimName:?s ResourceClaimTemplateName:?s",
  PodSchedulingGate: "Name:s",
  PodSecurityContext:
    "HostNetwork:b HostPID:b HostIPC:b ShareProcessNamespace:?b HostUsers:?b SELinuxOptions:?@SELinuxOptions:seLinuxOptions WindowsOptions:x RunAsUser:?i RunAsGroup:?i RunAsNonRoot:?b SupplementalGroups:[i SupplementalGroupsPolicy:?s FSGroup:?i:fsGroup FSGroupChangePolicy:?s:fsGroupChangePolicy Sysctls:[@Sysctl SeccompProfile:?@SeccompProfile AppArmorProfile:?@AppArmorProfile SELinuxChangePolicy:?s:seLinuxChangePolicy",
  PodSpec:
    "Volumes:[@Volume InitContainers:[@Container Containers:[@Container EphemeralContainers:[@EphemeralContainer RestartPolicy:s TerminationGracePeriodSeconds:?i ActiveDeadlineSeconds:?i DNSPolicy:s:dnsPolicy NodeSelector:{s ServiceAccountName:s AutomountServiceAccountToken:?b NodeName:s SecurityContext:?@PodSecurityContext ImagePullSecrets:[@LocalObjectReference Hostname:s Subdomain:s SetHostnameAsFQDN:?b Affinity:?@Affinity SchedulerName:s Tolerations:[@Toleration HostAliases:[@HostAlias PriorityClassName:s Priority:?i PreemptionPolicy:?s DNSConfig:?@PodDNSConfig:dnsConfig ReadinessGates:[@PodReadinessGate RuntimeClassName:?s Overhead:{q EnableServiceLinks:?b TopologySpreadConstraints:[@TopologySpreadConstraint OS:?@PodOS:os SchedulingGates:[@PodSchedulingGate ResourceClaims:[@PodResourceClaim Resources:?@ResourceRequirements HostnameOverride:?s WorkloadRef:?@WorkloadReference",
  PreferredSchedulingTerm: "Weight:i Preference:@NodeSelectorTerm",
  Probe:
    "Exec:?@ExecAction HTTPGet:?@HTTPGetAction:httpGet TCPSocket:?@TCPSocketAction:tcpSocket GRPC:?@GRPCAction:grpc InitialDelaySeconds:i TimeoutSeconds:i PeriodSeconds:i SuccessThreshold:i FailureThreshold:i TerminationGracePeriodSeconds:?i",
  ProjectedVolumeSource: "Sources:[@VolumeProjection DefaultMode:?i",
  ResourceClaim: "Name:s Request:s",
  ResourceFieldSelector: "ContainerName:s Resource:s Divisor:q",
  ResourceRequirements: "Limits:{q Requests:{q Claims:[@ResourceClaim",
  SELinuxOptions: "User:s Role:s Type:s Level:s",
  SeccompProfile: "Type:s LocalhostProfile:?s",
  SecretEnvSource: "Name:s Optional:?b",
  SecretKeySelector: "Name:s Key:s Optional:?b",
  SecretProjection: "Name:s Items:[@KeyToPath Optional:?b",
  SecretVolumeSource: "SecretName:s Items:[@KeyToPath DefaultMode:?i Optional:?b",
  SecurityContext:
    "Capabilities:?@Capabilities Privileged:?b SELinuxOptions:?@SELinuxOptions:seLinuxOptions WindowsOptions:x RunAsUser:?i RunAsGroup:?i RunAsNonRoot:?b ReadOnlyRootFilesystem:?b AllowPrivilegeEscalation:?b ProcMount:?s SeccompProfile:?@SeccompProfile AppArmorProfile:?@AppArmorProfile",
  ServiceAccountTokenProjection: "Audience:s ExpirationSeconds:i Path:s",
  ServicePort: "Name:s Protocol:s AppProtocol:?s Port:i TargetPort:o NodePort:i",
  SleepAction: "Seconds:i",
  Sysctl: "Name:s Value:s",
  TCPSocketAction: "Port:o Host:s",
  Toleration: "Key:s Operator:s Value:s Effect:s TolerationSeconds:?i",
  TopologySpreadConstraint:
    "MaxSkew:i TopologyKey:s WhenUnsatisfiable:s LabelSelector:x MinDomains:?i NodeAffinityPolicy:?s NodeTaintsPolicy:?s MatchLabelKeys:[s",
  TypedLocalObjectReference: "APIGroup:?s:apiGroup Kind:s Name:s",
  TypedObjectReference: "APIGroup:?s:apiGroup Kind:s Name:s Namespace:?s",
  Volume:
    "Name:s HostPath:?@HostPathVolumeSource EmptyDir:?@EmptyDirVolumeSource GCEPersistentDisk:x:gcePersistentDisk AWSElasticBlockStore:x:awsElasticBlockStore GitRepo:x Secret:?@SecretVolumeSource NFS:?@NFSVolumeSource:nfs ISCSI:x:iscsi Glusterfs:x PersistentVolumeClaim:?@PersistentVolumeClaimVolumeSource RBD:x:rbd Quobyte:x FlexVolume:x Cinder:x CephFS:x:cephfs Flocker:x DownwardAPI:?@DownwardAPIVolumeSource FC:x:fc AzureFile:x ConfigMap:?@ConfigMapVolumeSource VsphereVolume:x AzureDisk:x PhotonPersistentDisk:x Projected:?@ProjectedVolumeSource PortworxVolume:x ScaleIO:x StorageOS:x:storageos CSI:?@CSIVolumeSource:csi Ephemeral:?@EphemeralVolumeSource Image:?@ImageVolumeSource",
  VolumeDevice: "Name:s DevicePath:s",
  VolumeMount:
    "Name:s ReadOnly:b RecursiveReadOnly:?s MountPath:s SubPath:s MountPropagation:?s SubPathExpr:s",
  VolumeNodeAffinity: "Required:?@NodeSelector",
  VolumeProjection:
    "Secret:?@SecretProjection DownwardAPI:?@DownwardAPIProjection ConfigMap:?@ConfigMapProjection ServiceAccountToken:?@ServiceAccountTokenProjection ClusterTrustBundle:x PodCertificate:x",
  VolumeResourceRequirements: "Limits:{q Requests:{q",
  WeightedPodAffinityTerm: "Weight:i PodAffinityTerm:@PodAffinityTerm",
  WorkloadReference: "Name:s PodGroup:s PodGroupReplicaKey:s",
};
