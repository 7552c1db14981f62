/**
 * The images that can be pulled, by repository: what they run, on which ports, as whom.
 *
 * Not simulated: differences between tags of one image.
 */

export type ImageEntry = {
  /** A server that its own command runs for ever … */
  readonly serves?: string;
  /** … with this exit code on SIGTERM; 137: it ignores the signal. */
  readonly codeOnTerm?: number;
  /** What is run when the pod says nothing, for images that do not serve. */
  readonly command?: readonly string[];
  /** The pod's args are appended to the command instead of replacing it. */
  readonly entrypoint?: boolean;
  /** What the image's own command listens on. */
  readonly ports?: readonly number[];
  /** Programs besides the usual ones. */
  readonly bins?: readonly string[];
  /** Has no shell and none of the usual programs. */
  readonly noShell?: boolean;
  /** Who it runs as when the pod does not say: a number, or a name; root when left out. */
  readonly user?: string;
};

// A row a line reads better than the formatter's one field a line.
// biome-ignore format: a table
export const IMAGES: Readonly<Record<string, ImageEntry>> = {
  "docker.io/library/nginx": { serves: "nginx", ports: [80], bins: ["nginx", "bash"] },
  "docker.io/nginxinc/nginx-unprivileged": { serves: "nginx", ports: [8080], bins: ["nginx", "bash"], user: "101" },
  "docker.io/library/httpd": { serves: "httpd", ports: [80], bins: ["httpd", "bash"] },
  "docker.io/library/caddy": { serves: "caddy", ports: [80], bins: ["caddy", "bash"] },
  "docker.io/library/traefik": { serves: "traefik", ports: [80], bins: ["traefik", "bash"] },
  "docker.io/traefik/whoami": { serves: "whoami", ports: [80], bins: ["whoami", "bash"] },
  "docker.io/library/haproxy": { serves: "haproxy", bins: ["haproxy", "bash"] },
  "docker.io/library/redis": { serves: "redis-server", ports: [6379], bins: ["redis-server", "bash"] },
  "docker.io/library/postgres": { serves: "postgres", ports: [5432], bins: ["postgres", "bash"] },
  "docker.io/library/mysql": { serves: "mysqld", ports: [3306], bins: ["mysqld", "bash"] },
  "docker.io/library/mariadb": { serves: "mariadbd", ports: [3306], bins: ["mariadbd", "bash"] },
  "docker.io/library/mongo": { serves: "mongod", ports: [27017], bins: ["mongod", "bash"] },
  "docker.io/library/memcached": { serves: "memcached", ports: [11211], bins: ["memcached", "bash"] },
  "docker.io/library/rabbitmq": { serves: "rabbitmq-server", ports: [5672], bins: ["rabbitmq-server", "bash"] },
  "docker.io/library/zookeeper": { serves: "zkServer.sh", codeOnTerm: 143, ports: [2181], bins: ["zkServer.sh", "bash"] },
  "docker.io/library/cassandra": { serves: "cassandra", codeOnTerm: 143, ports: [9042], bins: ["cassandra", "bash"] },
  "docker.io/library/elasticsearch": { serves: "elasticsearch", codeOnTerm: 143, ports: [9200], bins: ["elasticsearch", "bash"] },
  "docker.io/library/kibana": { serves: "kibana", codeOnTerm: 143, ports: [5601], bins: ["kibana", "bash"], user: "1000" },
  "docker.io/library/influxdb": { serves: "influxd", ports: [8086], bins: ["influxd", "bash"] },
  "docker.io/library/consul": { serves: "consul", ports: [8500], bins: ["consul", "bash"] },
  "docker.io/hashicorp/consul": { serves: "consul", ports: [8500], bins: ["consul", "bash"] },
  "docker.io/hashicorp/vault": { serves: "vault", ports: [8200], bins: ["vault", "bash"] },
  "docker.io/library/vault": { serves: "vault", ports: [8200], bins: ["vault", "bash"] },
  "docker.io/library/wordpress": { serves: "apache2", ports: [80], bins: ["apache2", "bash"] },
  "docker.io/library/ghost": { serves: "node", codeOnTerm: 137, ports: [2368], bins: ["node", "bash"] },
  "docker.io/library/nextcloud": { serves: "apache2", ports: [80], bins: ["apache2", "bash"] },
  "docker.io/library/drupal": { serves: "apache2", ports: [80], bins: ["apache2", "bash"] },
  "docker.io/library/tomcat": { serves: "catalina.sh", codeOnTerm: 143, ports: [8080], bins: ["catalina.sh", "bash"] },
  "docker.io/jenkins/jenkins": { serves: "jenkins", codeOnTerm: 143, ports: [8080, 50000], bins: ["jenkins", "bash"], user: "jenkins" },
  "docker.io/library/registry": { serves: "registry", codeOnTerm: 2, ports: [5000], bins: ["registry", "bash"] },
  "docker.io/library/nats": { serves: "nats-server", codeOnTerm: 1, ports: [4222], bins: ["nats-server", "bash"] },
  "docker.io/library/eclipse-mosquitto": { serves: "mosquitto", ports: [1883], bins: ["mosquitto", "bash"] },
  "docker.io/library/adminer": { serves: "php", ports: [8080], bins: ["php", "bash"] },
  "docker.io/library/phpmyadmin": { serves: "apache2", ports: [80], bins: ["apache2", "bash"] },
  "docker.io/prom/prometheus": { serves: "prometheus", ports: [9090], bins: ["prometheus", "bash"], user: "nobody" },
  "docker.io/prom/node-exporter": { serves: "node_exporter", codeOnTerm: 2, ports: [9100], bins: ["node_exporter", "bash"], user: "nobody" },
  "quay.io/prometheus/prometheus": { serves: "prometheus", ports: [9090], bins: ["prometheus", "bash"], user: "nobody" },
  "quay.io/prometheus/node-exporter": { serves: "node_exporter", codeOnTerm: 2, ports: [9100], bins: ["node_exporter", "bash"] },
  "docker.io/grafana/grafana": { serves: "grafana", ports: [3000], bins: ["grafana", "bash"], user: "472" },
  "docker.io/grafana/loki": { serves: "loki", ports: [3100], bins: ["loki", "bash"] },
  "docker.io/fluent/fluentd": { serves: "fluentd", ports: [24224], bins: ["fluentd", "bash"] },
  "docker.io/fluent/fluent-bit": { serves: "fluent-bit", ports: [2020], bins: ["fluent-bit", "bash"] },
  "quay.io/fluentd_elasticsearch/fluentd": { serves: "fluentd", ports: [24224], bins: ["fluentd", "bash"] },
  "docker.io/istio/pilot": { serves: "pilot-discovery", ports: [15010], bins: ["pilot-discovery", "bash"] },
  "docker.io/envoyproxy/envoy": { serves: "envoy", ports: [10000], bins: ["envoy", "bash"] },
  "docker.io/kennethreitz/httpbin": { serves: "gunicorn", ports: [80], bins: ["gunicorn", "bash"] },
  "docker.io/mccutchen/go-httpbin": { serves: "go-httpbin", ports: [8080], bins: ["go-httpbin", "bash"] },
  "docker.io/minio/minio": { serves: "minio", ports: [9000], bins: ["minio", "bash"] },
  "docker.io/bitnami/nginx": { serves: "nginx", ports: [8080], bins: ["nginx", "bash"], user: "1001" },
  "docker.io/bitnami/kubectl": { command: ["kubectl"], entrypoint: true, bins: ["kubectl", "bash"], user: "1001" },
  "docker.io/kodekloud/webapp-color": { serves: "python", codeOnTerm: 137, ports: [8080], bins: ["python", "bash"] },
  "docker.io/kodekloud/webapp-delayed-start": { serves: "python", codeOnTerm: 137, ports: [8080], bins: ["python", "bash"] },
  "docker.io/kodekloud/event-simulator": { serves: "python", codeOnTerm: 137, bins: ["python", "bash"] },
  "docker.io/kodekloud/simple-webapp": { serves: "python", codeOnTerm: 137, ports: [8080], bins: ["python", "bash"] },
  "docker.io/hashicorp/http-echo": { serves: "http-echo", entrypoint: true, ports: [5678], bins: ["http-echo"], noShell: true, user: "65532" },
  "gcr.io/google-samples/hello-app": { serves: "hello-app", codeOnTerm: 2, ports: [8080], bins: ["hello-app"], noShell: true },
  "us-docker.pkg.dev/google-samples/containers/gke/hello-app": { serves: "hello-app", codeOnTerm: 2, ports: [8080], bins: ["hello-app"], noShell: true },
  "gcr.io/google-samples/kubernetes-bootcamp": { serves: "node", codeOnTerm: 137, ports: [8080], bins: ["node", "bash"] },
  "registry.k8s.io/pause": { serves: "/pause", bins: ["/pause", "pause"], noShell: true, user: "65535" },
  "k8s.gcr.io/pause": { serves: "/pause", bins: ["/pause", "pause"], noShell: true },
  "registry.k8s.io/e2e-test-images/agnhost": { serves: "/agnhost", codeOnTerm: 2, entrypoint: true, bins: ["/agnhost", "agnhost"] },
  "registry.k8s.io/echoserver": { serves: "nginx", ports: [8080], bins: ["nginx", "bash"] },
  "registry.k8s.io/nginx-slim": { serves: "nginx", ports: [80], bins: ["nginx", "bash"] },
  "registry.k8s.io/hpa-example": { serves: "apache2", ports: [80], bins: ["apache2", "bash"] },
  "registry.k8s.io/e2e-test-images/busybox": { command: ["sh"] },
  "registry.k8s.io/e2e-test-images/nginx": { serves: "nginx", ports: [80], bins: ["nginx", "bash"] },
  "registry.k8s.io/e2e-test-images/httpd": { serves: "httpd", ports: [80], bins: ["httpd", "bash"] },
  "registry.k8s.io/coredns/coredns": { serves: "coredns", ports: [53], bins: ["coredns", "bash"] },
  "registry.k8s.io/kube-proxy": { serves: "kube-proxy", codeOnTerm: 2, bins: ["kube-proxy", "bash"] },
  "registry.k8s.io/kube-apiserver": { serves: "kube-apiserver", ports: [6443], bins: ["kube-apiserver"], noShell: true },
  "registry.k8s.io/kube-controller-manager": { serves: "kube-controller-manager", ports: [10257], bins: ["kube-controller-manager"], noShell: true },
  "registry.k8s.io/kube-scheduler": { serves: "kube-scheduler", ports: [10259], bins: ["kube-scheduler"], noShell: true },
  "registry.k8s.io/kubectl": { command: ["kubectl"], entrypoint: true, bins: ["kubectl"], noShell: true },
  "registry.k8s.io/e2e-test-images/jessie-dnsutils": { command: ["sleep", "infinity"], bins: ["dig", "host", "bash"] },
  "registry.k8s.io/etcd": { serves: "etcd", ports: [2379], bins: ["etcd", "bash"] },
  "registry.k8s.io/metrics-server/metrics-server": { serves: "metrics-server", ports: [10250], bins: ["metrics-server", "bash"] },
  "registry.k8s.io/ingress-nginx/controller": { serves: "nginx-ingress-controller", ports: [80, 443, 10254], bins: ["nginx-ingress-controller", "bash"] },
  "registry.k8s.io/ingress-nginx/kube-webhook-certgen": { command: ["true"], entrypoint: true },
  "docker.io/library/busybox": { command: ["sh"] },
  "gcr.io/google-containers/busybox": { command: ["sh"] },
  "registry.k8s.io/busybox": { command: ["sh"] },
  "docker.io/radial/busyboxplus": { command: ["sh"] },
  "docker.io/library/alpine": { command: ["sh"] },
  "docker.io/library/ubuntu": { command: ["bash"], bins: ["bash"] },
  "docker.io/library/debian": { command: ["bash"], bins: ["bash"] },
  "docker.io/library/centos": { command: ["bash"], bins: ["bash"] },
  "docker.io/library/fedora": { command: ["bash"], bins: ["bash"] },
  "docker.io/library/rockylinux": { command: ["bash"], bins: ["bash"] },
  "docker.io/library/almalinux": { command: ["bash"], bins: ["bash"] },
  "docker.io/library/bash": { command: ["bash"], bins: ["bash"] },
  "docker.io/library/hello-world": { command: ["/hello"], bins: ["/hello"], noShell: true },
  "docker.io/library/python": { command: ["python3"], bins: ["python", "python3", "pip", "bash"] },
  "docker.io/library/node": { command: ["node"], bins: ["node", "npm", "npx", "bash"] },
  "docker.io/library/golang": { command: ["bash"], bins: ["go", "bash"] },
  "docker.io/library/perl": { command: ["perl", "-de0"], bins: ["perl", "bash"] },
  "docker.io/library/ruby": { command: ["irb"], bins: ["ruby", "irb", "bash"] },
  "docker.io/library/php": { command: ["php", "-a"], bins: ["php", "bash"] },
  "docker.io/library/openjdk": { command: ["jshell"], bins: ["java", "jshell", "bash"] },
  "docker.io/library/eclipse-temurin": { command: ["jshell"], bins: ["java", "jshell", "bash"] },
  "docker.io/library/rust": { command: ["bash"], bins: ["bash"] },
  "docker.io/library/gcc": { command: ["bash"], bins: ["bash"] },
  "docker.io/library/docker": { command: ["sh"], bins: ["docker"] },
  "docker.io/curlimages/curl": { command: ["curl", "--help"], bins: ["curl"], user: "curl_user" },
  "docker.io/alpine/git": { command: ["git"], entrypoint: true, bins: ["git"] },
  "docker.io/alpine/curl": { command: ["curl"], entrypoint: true, bins: ["curl"] },
  "docker.io/nicolaka/netshoot": { command: ["zsh"], bins: ["zsh", "bash", "curl", "dig", "tcpdump", "iperf3"] },
  "docker.io/wbitt/network-multitool": { serves: "nginx", ports: [80], bins: ["nginx", "bash"] },
  "docker.io/praqma/network-multitool": { serves: "nginx", ports: [80], bins: ["nginx", "bash"] },
  "docker.io/polinux/stress": { command: ["stress"], bins: ["stress", "bash"] },
  "docker.io/alexeiled/stress-ng": { command: ["stress-ng"], entrypoint: true, bins: ["stress-ng"], noShell: true },
  "docker.io/vish/stress": { serves: "/stress", codeOnTerm: 137, entrypoint: true, bins: ["/stress"], noShell: true },
};

/** Registries that can be reached; any other host is an unknown name. */
export const REGISTRIES: ReadonlySet<string> = new Set([
  "docker.io",
  "gcr.io",
  "registry.k8s.io",
  "k8s.gcr.io",
  "quay.io",
  "ghcr.io",
  "us-docker.pkg.dev",
  "mcr.microsoft.com",
  "public.ecr.aws",
]);

/** A tag that contains one of these does not exist. */
export const MISSING_TAG_WORDS: readonly string[] = [
  "doesnotexist",
  "does-not-exist",
  "nonexist",
  "typo",
  "nope",
  "wrong",
  "invalid",
  "missing",
  "broken",
  "999",
];
