// Where Google's APIs are. The variables are those of firebase-tools where it has one, so that a stub is named once for
// both. https://github.com/firebase/firebase-tools/blob/master/src/api.ts

/** Each API that a deployment calls, with the variable that leads to another server. */
const VARIABLES = {
  artifactregistry: 'ARTIFACT_REGISTRY_DOMAIN',
  billingbudgets: 'CLOUD_BILLING_BUDGETS_URL',
  cloudbilling: 'FIREBASE_CLOUDBILLING_URL',
  cloudfunctions: 'FIREBASE_FUNCTIONS_V2_URL',
  cloudkms: 'CLOUD_KMS_URL',
  cloudresourcemanager: 'FIREBASE_RESOURCEMANAGER_URL',
  cloudscheduler: 'FIREBASE_CLOUDSCHEDULER_URL',
  // Spelt like this by firebase-tools.
  cloudtasks: 'FIREBASE_CLOUD_TAKS_URL',
  firebase: 'FIREBASE_API_URL',
  firestore: 'FIRESTORE_URL',
  iam: 'FIREBASE_IAM_URL',
  monitoring: 'CLOUD_MONITORING_URL',
  run: 'CLOUD_RUN_URL',
  secretmanager: 'CLOUD_SECRET_MANAGER_URL',
  serviceusage: 'FIREBASE_SERVICE_USAGE_URL',
} as const;

export type Service = keyof typeof VARIABLES;

/** The origin of each API: Google's, but where the environment names another one. */
export type Origins = Record<Service, string>;

export function originsOf(environment: Record<string, string | undefined>): Origins {
  const entries = Object.entries(VARIABLES).map(([service, variable]) => [
    service,
    environment[variable] ?? `https://${service}.googleapis.com`,
  ]);
  return Object.fromEntries(entries) as Origins;
}
