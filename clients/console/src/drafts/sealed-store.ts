// What a person writes, kept in this browser and sealed: AES-256-GCM by a key that the gateway gives to this person alone after signing in.
// Whoever opens the laptop sees how many entries there are and when they changed, and nothing else.
export interface Entry {
  id: string;
  changedAt: number;
}

interface SealedEntry extends Entry {
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
}

// The second edition brought a shelf for what stands in forms.
const VERSION = 2;
const SHELVES = ['drafts', 'submissions', 'notes'] as const;
export type Shelf = (typeof SHELVES)[number];

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser keeps nothing'));
  });
}

async function nameOf(subject: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`dayaq drafts of ${subject}`));
  return `dayaq-${Array.from(new Uint8Array(hash).slice(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

export class SealedStore {
  private constructor(
    private readonly database: IDBDatabase,
    private readonly key: CryptoKey,
  ) {}

  static async open(subject: string, draftKey: string): Promise<SealedStore> {
    const bytes = Uint8Array.from(atob(draftKey), (letter) => letter.charCodeAt(0));
    const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
    const request = indexedDB.open(await nameOf(subject), VERSION);
    request.onupgradeneeded = () => {
      for (const shelf of SHELVES) if (!request.result.objectStoreNames.contains(shelf)) request.result.createObjectStore(shelf, { keyPath: 'id' });
    };
    // Else the browser may throw it away when room is short.
    void navigator.storage?.persist?.();
    const database = await done(request);
    // A newer page in another window may change the shelves.
    database.onversionchange = () => database.close();
    return new SealedStore(database, key);
  }

  private shelf(name: Shelf, mode: IDBTransactionMode) {
    return this.database.transaction(name, mode, { durability: 'strict' }).objectStore(name);
  }

  private bound(shelf: Shelf, id: string) {
    return new TextEncoder().encode(`${shelf} ${id}`);
  }

  async put<T extends Entry>(shelf: Shelf, entry: T): Promise<void> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(entry));
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: this.bound(shelf, entry.id) }, this.key, plain);
    await done(this.shelf(shelf, 'readwrite').put({ id: entry.id, changedAt: entry.changedAt, iv, sealed } satisfies SealedEntry));
  }

  private async unsealed<T extends Entry>(shelf: Shelf, entry: SealedEntry): Promise<T | undefined> {
    try {
      const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: entry.iv, additionalData: this.bound(shelf, entry.id) }, this.key, entry.sealed);
      return JSON.parse(new TextDecoder().decode(plain)) as T;
    } catch {
      // Changed by somebody, or of another key: it is not shown as if it were ours.
      return undefined;
    }
  }

  async get<T extends Entry>(shelf: Shelf, id: string): Promise<T | undefined> {
    const entry = (await done(this.shelf(shelf, 'readonly').get(id))) as SealedEntry | undefined;
    return entry && this.unsealed<T>(shelf, entry);
  }

  // Newest first.
  async list<T extends Entry>(shelf: Shelf): Promise<T[]> {
    const entries = (await done(this.shelf(shelf, 'readonly').getAll())) as SealedEntry[];
    const opened = await Promise.all(entries.map((entry) => this.unsealed<T>(shelf, entry)));
    return opened.filter((entry) => entry !== undefined).sort((one, other) => other.changedAt - one.changedAt);
  }

  async remove(shelf: Shelf, id: string): Promise<void> {
    await done(this.shelf(shelf, 'readwrite').delete(id));
  }
}
