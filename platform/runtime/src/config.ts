import { z } from 'zod';

const natsAddress = z.url({ protocol: /^nats$/ });

const ServiceConfig = z.object({
  /** Where NATS answers (several servers with commas between), and who this process is there. */
  NATS_URL: z
    .string()
    .refine(
      (given) => given.split(',').every((url) => natsAddress.safeParse(url).success),
      'one address nats://…, or several with commas between',
    ),
  NATS_USER: z.string().min(1),
  NATS_PASSWORD: z.string().min(1),
  /** The vertical's own database; absent where a process keeps nothing. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Where the gateway answers, for what is asked of other verticals; without it nobody can be asked. */
  GATEWAY_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** What tells the gateway that a question is a vertical's, and no visitor's. */
  GATEWAY_TOKEN: z.string().min(16).optional(),
  /** Health and metrics answer here, on loopback unless HEALTH_HOST says otherwise. */
  HEALTH_PORT: z.coerce.number().int().min(0).max(65_535),
  HEALTH_HOST: z.string().default('127.0.0.1'),
  /** This process among its replicas, e.g. `explore-1`. */
  INSTANCE: z.string().min(1),
  /** The folder of the release that this process runs. */
  RELEASE_DIR: z.string().min(1),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});
export type ServiceConfig = z.infer<typeof ServiceConfig>;

/** Reads and checks settings from the environment; names every setting that is missing or wrong. */
export function configFrom<T extends z.ZodType>(schema: T, environment: NodeJS.ProcessEnv = process.env): z.infer<T> {
  const read = schema.safeParse(environment);
  if (read.success) return read.data;
  const lines = read.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new Error(`The environment does not fit this process:\n${lines.join('\n')}`);
}

export const serviceConfig = (): ServiceConfig => configFrom(ServiceConfig);
export { ServiceConfig };
