"""what a turn was decided on"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('conversation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('answers', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('settled_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))

    with op.batch_alter_table('turn', schema=None) as batch_op:
        batch_op.add_column(sa.Column('because', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('policy', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))



def downgrade() -> None:
    with op.batch_alter_table('turn', schema=None) as batch_op:
        batch_op.drop_column('policy')
        batch_op.drop_column('because')

    with op.batch_alter_table('conversation', schema=None) as batch_op:
        batch_op.drop_column('settled_at')
        batch_op.drop_column('answers')

