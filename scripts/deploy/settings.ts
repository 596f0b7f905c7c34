// Where a workspace keeps what nobody else can know, and what the deployed functions would miss when they start.
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseEnv } from 'node:util';
import * as z from 'zod';
import { readConfig } from '../../functions/src/config.ts';
import type { Place, SECRETS } from '../../functions/src/deploy/place.ts';
import { ROOT } from '../build-functions.ts';
import { environmentOf, FOLDERS } from './plan.ts';

/** What stands in Secret Manager cannot be read here: texts of the same form take its place. */
const SECRET_FORMS: Record<(typeof SECRETS)[number], string> = {
  LINK_SECRET: '-'.repeat(32),
  CHANNELS: '{}',
  SMTP_URL: 'smtps://host.invalid',
};

/**
 * The settings of the functions, of which `secrets` are given by hand: a sentence on what is missing or malformed in
 * them.
 */
export function missingSettings(place: Place, secrets: Record<string, string>): string | undefined {
  const file = settingsFile(place.projectId);
  const settings = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  try {
    readConfig({
      GCLOUD_PROJECT: place.projectId,
      ...environmentOf(place),
      ...SECRET_FORMS,
      ...settings,
      ...secrets,
    });
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `The functions would not start. ${reason}\nPut NAME=value lines into functions/${basename(file)}, which is for this machine only; secrets go into the environment of this command.`;
  }
}

/** firebase-tools reads the settings beside `.env`, under the same name. */
export function copySettings(projectId: string): void {
  const file = settingsFile(projectId);
  if (existsSync(file)) copyFileSync(file, join(ROOT, FOLDERS.functions, basename(file)));
}

/** The project that .firebaserc names as its default. */
export function projectOfFirebaserc(): string | undefined {
  const path = join(ROOT, '.firebaserc');
  if (!existsSync(path)) return undefined;
  const shape = z.object({ projects: z.object({ default: z.string().optional() }).optional() });
  return shape.parse(JSON.parse(readFileSync(path, 'utf8'))).projects?.default;
}

function settingsFile(projectId: string): string {
  return join(ROOT, 'functions', `.env.${projectId}`);
}
