/** Types of migrate.mjs for the programs that are written in TypeScript. */
export function migrate(connectionString: string): Promise<readonly string[]>;
