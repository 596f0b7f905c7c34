// Developer metadata of a spreadsheet: get and search.
// https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.developerMetadata
import { z } from 'zod';
import type { DeveloperMetadata, WorkbookData } from '../../workbook/model.ts';
import { ApiError } from './api-error.ts';
import { check } from './requests/request.ts';

const lookup = z.strictObject({
  metadataId: z.int().min(0).optional(),
  metadataKey: z.string().optional(),
  metadataValue: z.string().optional(),
  visibility: z.literal('DOCUMENT').optional(),
  locationType: z.literal('SPREADSHEET').optional(),
  metadataLocation: z
    .strictObject({ spreadsheet: z.literal(true), locationType: z.literal('SPREADSHEET').optional() })
    .optional(),
  locationMatchingStrategy: z.literal('EXACT_LOCATION').optional(),
});

export const dataFilters = z.array(z.strictObject({ developerMetadataLookup: lookup })).min(1);

type DataFilter = z.infer<typeof dataFilters>[number];

/** The metadata that any of the filters fits, each once, with those filters. */
export function matching(
  metadata: readonly DeveloperMetadata[],
  filters: DataFilter[],
): { metadata: DeveloperMetadata; filters: DataFilter[] }[] {
  return metadata
    .map(each => ({ metadata: each, filters: filters.filter(filter => fits(each, filter)) }))
    .filter(each => each.filters.length > 0);
}

function fits(metadata: DeveloperMetadata, { developerMetadataLookup: wanted }: DataFilter): boolean {
  return (
    (wanted.metadataId === undefined || wanted.metadataId === metadata.metadataId) &&
    (wanted.metadataKey === undefined || wanted.metadataKey === metadata.key) &&
    (wanted.metadataValue === undefined || wanted.metadataValue === metadata.value)
  );
}

export function metadataBodyOf({ metadataId, key, value }: DeveloperMetadata): object {
  return {
    metadataId,
    metadataKey: key,
    metadataValue: value,
    location: { locationType: 'SPREADSHEET', spreadsheet: true },
    visibility: 'DOCUMENT',
  };
}

export function getMetadata(data: Readonly<WorkbookData>, metadataId: number): object {
  const found = data.metadata.find(each => each.metadataId === metadataId);
  if (!found) throw new ApiError('NOT_FOUND', `No developer metadata with id: ${metadataId}`);
  return metadataBodyOf(found);
}

export function searchMetadata(data: Readonly<WorkbookData>, body: unknown): object {
  const { dataFilters: filters } = check(z.strictObject({ dataFilters }), body);
  const matched = matching(data.metadata, filters);
  if (matched.length === 0) return {};
  return {
    matchedDeveloperMetadata: matched.map(each => ({
      developerMetadata: metadataBodyOf(each.metadata),
      dataFilters: each.filters,
    })),
  };
}
