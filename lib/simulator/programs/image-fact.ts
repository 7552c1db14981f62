/**
 * What real images are like beyond what they run: their size, the memory that their own program
 * holds when it does nothing, and the lines by which it tells that it is up.
 *
 * Not simulated: differences between versions; of long starts the telling lines alone.
 */

export type ImageFact = {
  /** On the disk, in millions of bytes. */
  readonly megabytes: number;
  readonly memoryMi?: number;
  /** Printed when the program has begun to serve. */
  readonly starts?: readonly string[];
};

const NGINX = [
  "/docker-entrypoint.sh: /docker-entrypoint.d/ is not empty, will attempt to perform configuration",
  "/docker-entrypoint.sh: Looking for shell scripts in /docker-entrypoint.d/",
  "/docker-entrypoint.sh: Configuration complete; ready for start up",
];
const APACHE = [
  "[mpm_event:notice] AH00489: Apache/2.4 (Unix) configured -- resuming normal operations",
];

// A row a line reads better than the formatter's one field a line.
// biome-ignore format: a table
export const IMAGE_FACTS: Readonly<Record<string, ImageFact>> = {
  "docker.io/library/nginx": { megabytes: 72, memoryMi: 8, starts: NGINX },
  "docker.io/nginxinc/nginx-unprivileged": { megabytes: 72, memoryMi: 8, starts: NGINX },
  "docker.io/library/httpd": { megabytes: 59, memoryMi: 10, starts: APACHE },
  "docker.io/library/caddy": { megabytes: 20, memoryMi: 14, starts: ['{"level":"info","msg":"serving initial configuration"}'] },
  "docker.io/library/traefik": { megabytes: 46, memoryMi: 30, starts: ['level=info msg="Configuration loaded from flags."'] },
  "docker.io/traefik/whoami": { megabytes: 3, memoryMi: 5, starts: ["Starting up on port 80"] },
  "docker.io/library/haproxy": { megabytes: 40, memoryMi: 20, starts: ["[NOTICE]   (1) : Loading success."] },
  "docker.io/library/redis": { megabytes: 45, memoryMi: 6, starts: ["1:C * oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo", "1:M * Ready to accept connections tcp"] },
  "docker.io/library/postgres": { megabytes: 155, memoryMi: 40, starts: ["PostgreSQL init process complete; ready for start up.", "LOG:  database system is ready to accept connections"] },
  "docker.io/library/mysql": { megabytes: 230, memoryMi: 380, starts: ["[Note] [Entrypoint]: Entrypoint script for MySQL Server started.", "[System] [MY-010931] [Server] /usr/sbin/mysqld: ready for connections."] },
  "docker.io/library/mariadb": { megabytes: 120, memoryMi: 90, starts: ["[Note] [Entrypoint]: Entrypoint script for MariaDB Server started.", "[Note] mariadbd: ready for connections."] },
  "docker.io/library/mongo": { megabytes: 280, memoryMi: 160, starts: ['{"s":"I","c":"NETWORK","msg":"Waiting for connections","attr":{"port":27017,"ssl":"off"}}'] },
  "docker.io/library/memcached": { megabytes: 32, memoryMi: 3 },
  "docker.io/library/rabbitmq": { megabytes: 110, memoryMi: 130, starts: [" Starting broker... completed with 3 plugins."] },
  "docker.io/library/zookeeper": { megabytes: 120, memoryMi: 90, starts: ["ZooKeeper JMX enabled by default", "binding to port 0.0.0.0/0.0.0.0:2181"] },
  "docker.io/library/cassandra": { megabytes: 150, memoryMi: 1200, starts: ["Starting listening for CQL clients on /0.0.0.0:9042 (unencrypted)..."] },
  "docker.io/library/elasticsearch": { megabytes: 620, memoryMi: 1100, starts: ['{"message":"started", "service.name":"ES_ECS"}'] },
  "docker.io/library/kibana": { megabytes: 380, memoryMi: 600, starts: ["[INFO ][status] Kibana is now available"] },
  "docker.io/library/influxdb": { megabytes: 120, memoryMi: 60, starts: ["Listening log_id service=http addr=:8086"] },
  "docker.io/hashicorp/consul": { megabytes: 60, memoryMi: 40, starts: ["==> Starting Consul agent...", "==> Log data will now stream in as it occurs:"] },
  "docker.io/hashicorp/vault": { megabytes: 190, memoryMi: 60, starts: ["==> Vault server started! Log data will stream in below:"] },
  "docker.io/library/wordpress": { megabytes: 250, memoryMi: 40, starts: ["WordPress not found in /var/www/html - copying now...", "Complete! WordPress has been successfully copied to /var/www/html", ...APACHE] },
  "docker.io/library/ghost": { megabytes: 180, memoryMi: 150, starts: ["[INFO] Ghost is running in production...", "[INFO] Ghost booted"] },
  "docker.io/library/nextcloud": { megabytes: 420, memoryMi: 60, starts: ["Initializing nextcloud ...", ...APACHE] },
  "docker.io/library/drupal": { megabytes: 200, memoryMi: 40, starts: APACHE },
  "docker.io/library/tomcat": { megabytes: 150, memoryMi: 120, starts: ["INFO [main] org.apache.catalina.startup.Catalina.start Server startup in [612] milliseconds"] },
  "docker.io/jenkins/jenkins": { megabytes: 280, memoryMi: 500, starts: ["INFO\thudson.lifecycle.Lifecycle#onReady: Jenkins is fully up and running"] },
  "docker.io/library/registry": { megabytes: 10, memoryMi: 12, starts: ['level=info msg="listening on [::]:5000"'] },
  "docker.io/library/nats": { megabytes: 8, memoryMi: 10, starts: ["[INF] Starting nats-server", "[INF] Server is ready"] },
  "docker.io/library/eclipse-mosquitto": { megabytes: 6, memoryMi: 2, starts: ["mosquitto version 2 running"] },
  "docker.io/library/adminer": { megabytes: 45, memoryMi: 12, starts: ["PHP Development Server (http://[::]:8080) started"] },
  "docker.io/library/phpmyadmin": { megabytes: 190, memoryMi: 30, starts: APACHE },
  "docker.io/prom/prometheus": { megabytes: 120, memoryMi: 60, starts: ['level=INFO msg="Server is ready to receive web requests."'] },
  "quay.io/prometheus/prometheus": { megabytes: 120, memoryMi: 60, starts: ['level=INFO msg="Server is ready to receive web requests."'] },
  "docker.io/prom/node-exporter": { megabytes: 12, memoryMi: 12, starts: ["level=INFO msg=\"Listening on\" address=[::]:9100"] },
  "quay.io/prometheus/node-exporter": { megabytes: 12, memoryMi: 12, starts: ["level=INFO msg=\"Listening on\" address=[::]:9100"] },
  "docker.io/grafana/grafana": { megabytes: 170, memoryMi: 90, starts: ['logger=http.server level=info msg="HTTP Server Listen" address=[::]:3000 protocol=http'] },
  "docker.io/grafana/loki": { megabytes: 40, memoryMi: 60, starts: ['level=info msg="Loki started"'] },
  "docker.io/fluent/fluentd": { megabytes: 45, memoryMi: 60, starts: ["[info]: #0 fluentd worker is now running worker=0"] },
  "docker.io/fluent/fluent-bit": { megabytes: 40, memoryMi: 12, starts: ["[ info] [fluent bit] starting", "[ info] [sp] stream processor started"] },
  "docker.io/envoyproxy/envoy": { megabytes: 70, memoryMi: 30, starts: ["[info][main] starting main dispatch loop"] },
  "docker.io/kennethreitz/httpbin": { megabytes: 200, memoryMi: 40, starts: ["[INFO] Listening at: http://0.0.0.0:80 (1)"] },
  "docker.io/mccutchen/go-httpbin": { megabytes: 12, memoryMi: 6, starts: ["go-httpbin listening on http://0.0.0.0:8080"] },
  "docker.io/minio/minio": { megabytes: 60, memoryMi: 120, starts: ["MinIO Object Storage Server"] },
  "docker.io/bitnami/nginx": { megabytes: 90, memoryMi: 8, starts: ["nginx 00:00:00.00 INFO  ==> ** Starting NGINX **"] },
  "docker.io/hashicorp/http-echo": { megabytes: 6, memoryMi: 4, starts: ["[INFO] server is listening on :5678"] },
  "gcr.io/google-samples/hello-app": { megabytes: 14, memoryMi: 4, starts: ["Server listening on port 8080"] },
  "us-docker.pkg.dev/google-samples/containers/gke/hello-app": { megabytes: 14, memoryMi: 4, starts: ["Server listening on port 8080"] },
  "gcr.io/google-samples/kubernetes-bootcamp": { megabytes: 83, memoryMi: 20, starts: ["Kubernetes Bootcamp App Started At: "] },
  "registry.k8s.io/pause": { megabytes: 1 },
  "registry.k8s.io/e2e-test-images/agnhost": { megabytes: 53, memoryMi: 6 },
  "registry.k8s.io/echoserver": { megabytes: 46, memoryMi: 8, starts: ["Generating self-signed cert", "Starting nginx"] },
  "registry.k8s.io/nginx-slim": { megabytes: 45, memoryMi: 8 },
  "registry.k8s.io/hpa-example": { megabytes: 180, memoryMi: 20, starts: APACHE },
  "registry.k8s.io/coredns/coredns": { megabytes: 20, memoryMi: 14, starts: [".:53", "CoreDNS-1.12.4"] },
  "registry.k8s.io/etcd": { megabytes: 60, memoryMi: 60, starts: ['{"level":"info","caller":"embed/serve.go","msg":"ready to serve client requests"}'] },
  "registry.k8s.io/kube-apiserver": { megabytes: 30, memoryMi: 260, starts: ["Serving securely on [::]:6443"] },
  "registry.k8s.io/kube-controller-manager": { megabytes: 27, memoryMi: 60, starts: ["Serving securely on 127.0.0.1:10257"] },
  "registry.k8s.io/kube-scheduler": { megabytes: 21, memoryMi: 30, starts: ["Serving securely on 127.0.0.1:10259"] },
  "registry.k8s.io/kube-proxy": { megabytes: 35, memoryMi: 24, starts: ['"Using iptables Proxier"'] },
  "registry.k8s.io/metrics-server/metrics-server": { megabytes: 22, memoryMi: 20, starts: ["Serving securely on [::]:10250"] },
  "registry.k8s.io/ingress-nginx/controller": { megabytes: 110, memoryMi: 90, starts: ["NGINX Ingress controller", "Backend successfully reloaded"] },
  "docker.io/library/busybox": { megabytes: 2 },
  "docker.io/library/alpine": { megabytes: 4 },
  "docker.io/library/ubuntu": { megabytes: 30 },
  "docker.io/library/debian": { megabytes: 49 },
  "docker.io/library/fedora": { megabytes: 70 },
  "docker.io/library/bash": { megabytes: 7 },
  "docker.io/library/hello-world": { megabytes: 1 },
  "docker.io/library/python": { megabytes: 400 },
  "docker.io/library/node": { megabytes: 390 },
  "docker.io/library/golang": { megabytes: 300 },
  "docker.io/library/perl": { megabytes: 350 },
  "docker.io/library/ruby": { megabytes: 390 },
  "docker.io/library/php": { megabytes: 190 },
  "docker.io/library/openjdk": { megabytes: 240 },
  "docker.io/library/eclipse-temurin": { megabytes: 220 },
  "docker.io/library/rust": { megabytes: 560 },
  "docker.io/library/gcc": { megabytes: 480 },
  "docker.io/library/docker": { megabytes: 120 },
  "docker.io/curlimages/curl": { megabytes: 10 },
  "docker.io/alpine/git": { megabytes: 25 },
  "docker.io/nicolaka/netshoot": { megabytes: 190 },
  "docker.io/wbitt/network-multitool": { megabytes: 70, memoryMi: 8 },
  "docker.io/bitnami/kubectl": { megabytes: 90 },
  "registry.k8s.io/kubectl": { megabytes: 20 },
  "registry.k8s.io/e2e-test-images/jessie-dnsutils": { megabytes: 110 },
  "docker.io/polinux/stress": { megabytes: 4 },
  "docker.io/alexeiled/stress-ng": { megabytes: 2 },
};

const TYPICAL: ImageFact = { megabytes: 72 };

export function imageFact(repository: string): ImageFact {
  return IMAGE_FACTS[repository] ?? TYPICAL;
}
