// Requests about developer metadata, on the spreadsheet as a whole only.
import { z } from 'zod';
import type { DeveloperMetadata } from '../../../workbook/model.ts';
import { invalidArgument } from '../api-error.ts';
import { namedFields } from '../mask.ts';
import { dataFilters, matching, metadataBodyOf } from '../metadata.ts';
import { freeId, type RequestKind, request } from './request.ts';

const metadata = z.strictObject({
  metadataId: z.int().min(0).optional(),
  metadataKey: z.string().min(1).optional(),
  metadataValue: z.string().optional(),
  location: z
    .strictObject({ spreadsheet: z.literal(true), locationType: z.literal('SPREADSHEET').optional() })
    .optional(),
  visibility: z.literal('DOCUMENT').optional(),
});

const createDeveloperMetadata = request(
  z.strictObject({ developerMetadata: metadata }),
  ({ developerMetadata: body }, { data, write }) => {
    const { metadataKey: key, metadataId = freeId(data), metadataValue: value = '' } = body;
    if (key === undefined) throw invalidArgument('developerMetadata.metadataKey must be specified');
    if (!body.location) throw invalidArgument('developerMetadata.location must be specified');
    if (!body.visibility) throw invalidArgument('developerMetadata.visibility must be specified');
    if (data.metadata.some(each => each.metadataId === metadataId)) {
      throw invalidArgument(`Developer metadata with the id ${metadataId} already exists`);
    }
    const added = { metadataId, key, value };
    write({ type: 'workbook', properties: { metadata: [...data.metadata, added] } });
    return { developerMetadata: metadataBodyOf(added) };
  },
);

const FIELDS = ['metadataKey', 'metadataValue'] as const;

const updateDeveloperMetadata = request(
  z.strictObject({ dataFilters, developerMetadata: metadata, fields: z.string().default('') }),
  ({ dataFilters: filters, developerMetadata: body, fields }, { data, write }) => {
    const named = namedFields(fields, FIELDS);
    const found = new Set(matching(data.metadata, filters).map(each => each.metadata));
    const updated: DeveloperMetadata[] = [];
    const metadataAfter = data.metadata.map(each => {
      if (!found.has(each)) return each;
      const after = {
        ...each,
        ...(named.includes('metadataKey') && { key: body.metadataKey ?? each.key }),
        ...(named.includes('metadataValue') && { value: body.metadataValue ?? '' }),
      };
      updated.push(after);
      return after;
    });
    if (found.size > 0) write({ type: 'workbook', properties: { metadata: metadataAfter } });
    return { developerMetadata: updated.map(metadataBodyOf) };
  },
);

const deleteDeveloperMetadata = request(
  z.strictObject({ dataFilter: dataFilters.element }),
  ({ dataFilter }, { data, write }) => {
    const found = matching(data.metadata, [dataFilter]).map(each => each.metadata);
    const kept = data.metadata.filter(each => !found.includes(each));
    if (found.length > 0) write({ type: 'workbook', properties: { metadata: kept } });
    return { deletedDeveloperMetadata: found.map(metadataBodyOf) };
  },
);

export const METADATA_REQUESTS: Record<string, RequestKind> = {
  createDeveloperMetadata,
  updateDeveloperMetadata,
  deleteDeveloperMetadata,
};
