"""Alembic's door: runs the revisions over the connection that ``store.tables.migrate`` opened."""

from alembic import context

from mapapp.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite cannot alter columns in place; batches work in every database.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
