/** The part of pg that functions use: a client, without the pool and the client on libpq. */
import Client from 'pg/lib/client.js';

const pg = { Client };

export default pg;
