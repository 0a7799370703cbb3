"""what a turn was decided on"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('policy',
    sa.Column('version', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('body', sa.JSON(), nullable=False),
    sa.Column('since', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('version', name=op.f('pk_policy'))
    )
    op.create_table('topic_example',
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('topic', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('source', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('text', name=op.f('pk_topic_example'))
    )
    with op.batch_alter_table('topic_example', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_topic_example_topic'), ['topic'], unique=False)

    with op.batch_alter_table('conversation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('answers', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('settled_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))

    with op.batch_alter_table('handoff', schema=None) as batch_op:
        batch_op.add_column(sa.Column('topic', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('policy', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))

    with op.batch_alter_table('turn', schema=None) as batch_op:
        batch_op.add_column(sa.Column('because', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('policy', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))



def downgrade() -> None:
    with op.batch_alter_table('turn', schema=None) as batch_op:
        batch_op.drop_column('policy')
        batch_op.drop_column('because')

    with op.batch_alter_table('handoff', schema=None) as batch_op:
        batch_op.drop_column('policy')
        batch_op.drop_column('topic')

    with op.batch_alter_table('conversation', schema=None) as batch_op:
        batch_op.drop_column('settled_at')
        batch_op.drop_column('answers')

    with op.batch_alter_table('topic_example', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_topic_example_topic'))

    op.drop_table('topic_example')
    op.drop_table('policy')
