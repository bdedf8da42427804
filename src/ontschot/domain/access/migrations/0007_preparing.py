import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0006_terms_security'),
        ('people', '0003_register_ties'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('privacy', '0008_log_by_action'),
        ('writing', '0002_row_security_and_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='Carer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('name', models.CharField(max_length=120, verbose_name='wie zorgt')),
                ('cares_for', models.CharField(blank=True, max_length=120, verbose_name='voor wie')),
                ('hours', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='uren per week')),
                ('does', models.TextField(blank=True, max_length=5000, verbose_name='wat doet de mantelzorger')),
                ('burden', models.CharField(blank=True, choices=[('', 'niet besproken'), ('light', 'licht'), ('doable', 'te doen'), ('heavy', 'zwaar'), ('too_heavy', 'te zwaar')], default='', max_length=9, verbose_name='draaglast')),
                ('capacity', models.CharField(blank=True, choices=[('', 'niet besproken'), ('ample', 'kan meer aan'), ('enough', 'kan dit aan'), ('little', 'kan weinig meer aan'), ('none', 'kan niet meer')], default='', max_length=6, verbose_name='draagkracht')),
                ('needs', models.TextField(blank=True, max_length=5000, verbose_name='wat zou helpen')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='carers', to='access.conversation')),
                ('drawer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='privacy.drawer')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ConversationReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.PositiveSmallIntegerField()),
                ('made_by', models.BigIntegerField()),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='access.conversation')),
                ('drawer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='privacy.drawer')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='writing.letter')),
            ],
        ),
        migrations.CreateModel(
            name='PersonalPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, max_length=20000, verbose_name='het plan')),
                ('file_name', models.CharField(blank=True, max_length=200)),
                ('media_type', models.CharField(blank=True, max_length=80)),
                ('size', models.PositiveIntegerField(default=0)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('content', models.BinaryField(default=bytes)),
                ('how', models.CharField(choices=[('portal', 'zelf ingeleverd'), ('paper', 'op papier gekregen')], max_length=6)),
                ('received_on', models.DateField(verbose_name='ontvangen op')),
                ('late', models.BooleanField(default=False)),
                ('received_by', models.BigIntegerField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('drawer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='privacy.drawer')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='personal_plans', to='access.request')),
            ],
        ),
        migrations.CreateModel(
            name='Preparation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('guide_given_on', models.DateField(blank=True, null=True, verbose_name='gids gegeven op')),
                ('support_offered_on', models.DateField(blank=True, null=True, verbose_name='cliëntondersteuning aangeboden op')),
                ('support_answer', models.CharField(blank=True, choices=[('', 'nog niet aangeboden'), ('wants', 'wil er gebruik van maken'), ('has', 'heeft al iemand'), ('declines', 'wil het niet'), ('thinks', 'denkt erover na')], default='', max_length=8)),
                ('supporter', models.CharField(blank=True, max_length=120, verbose_name='wie ondersteunt')),
                ('interpreter', models.CharField(blank=True, choices=[('', 'nog niet gevraagd'), ('no', 'niet nodig'), ('yes', 'nodig')], default='', max_length=3)),
                ('interpreter_language', models.CharField(blank=True, max_length=60, verbose_name='taal')),
                ('interpreter_name', models.CharField(blank=True, max_length=120, verbose_name='wie tolkt')),
                ('drawer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='privacy.drawer')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.household')),
                ('request', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='preparations', to='access.request')),
            ],
        ),
        migrations.CreateModel(
            name='ResultArea',
            fields=[
                ('id', models.SmallAutoField(primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=30, unique=True)),
                ('name_nl', models.CharField(max_length=80, verbose_name='naam')),
                ('name_en', models.CharField(max_length=80, verbose_name='naam (Engels)')),
                ('explanation_nl', models.CharField(blank=True, max_length=300, verbose_name='uitleg')),
                ('explanation_en', models.CharField(blank=True, max_length=300, verbose_name='uitleg (Engels)')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='volgorde')),
                ('own', models.BooleanField(default=True)),
                ('active', models.BooleanField(default=True, verbose_name='in gebruik')),
            ],
            options={
                'ordering': ['position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='CarerEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('name', models.CharField(max_length=120, verbose_name='wie zorgt')),
                ('cares_for', models.CharField(blank=True, max_length=120, verbose_name='voor wie')),
                ('hours', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='uren per week')),
                ('does', models.TextField(blank=True, max_length=5000, verbose_name='wat doet de mantelzorger')),
                ('burden', models.CharField(blank=True, choices=[('', 'niet besproken'), ('light', 'licht'), ('doable', 'te doen'), ('heavy', 'zwaar'), ('too_heavy', 'te zwaar')], default='', max_length=9, verbose_name='draaglast')),
                ('capacity', models.CharField(blank=True, choices=[('', 'niet besproken'), ('ample', 'kan meer aan'), ('enough', 'kan dit aan'), ('little', 'kan weinig meer aan'), ('none', 'kan niet meer')], default='', max_length=6, verbose_name='draagkracht')),
                ('needs', models.TextField(blank=True, max_length=5000, verbose_name='wat zou helpen')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('conversation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.conversation')),
                ('drawer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='privacy.drawer')),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='access.carer')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PreparationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('guide_given_on', models.DateField(blank=True, null=True, verbose_name='gids gegeven op')),
                ('support_offered_on', models.DateField(blank=True, null=True, verbose_name='cliëntondersteuning aangeboden op')),
                ('support_answer', models.CharField(blank=True, choices=[('', 'nog niet aangeboden'), ('wants', 'wil er gebruik van maken'), ('has', 'heeft al iemand'), ('declines', 'wil het niet'), ('thinks', 'denkt erover na')], default='', max_length=8)),
                ('supporter', models.CharField(blank=True, max_length=120, verbose_name='wie ondersteunt')),
                ('interpreter', models.CharField(blank=True, choices=[('', 'nog niet gevraagd'), ('no', 'niet nodig'), ('yes', 'nodig')], default='', max_length=3)),
                ('interpreter_language', models.CharField(blank=True, max_length=60, verbose_name='taal')),
                ('interpreter_name', models.CharField(blank=True, max_length=120, verbose_name='wie tolkt')),
                ('drawer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='privacy.drawer')),
                ('household', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.household')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='access.preparation')),
                ('request', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.request')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReportAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('confirms', models.BooleanField()),
                ('correction', models.TextField(blank=True, max_length=10000, verbose_name='wat klopt er niet')),
                ('how', models.CharField(choices=[('portal', 'zelf gezegd'), ('told', 'verteld, door een medewerker opgeschreven')], max_length=6)),
                ('given_by', models.BigIntegerField()),
                ('given_at', models.DateTimeField(auto_now_add=True)),
                ('drawer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='privacy.drawer')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='access.conversationreport')),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='conversation',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='conversation',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='result',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='result',
            name='update_update',
        ),
        migrations.AddField(
            model_name='conversation',
            name='about',
            field=models.CharField(blank=True, default='', max_length=120, verbose_name='waarover of met wie'),
        ),
        migrations.AddField(
            model_name='conversationevent',
            name='about',
            field=models.CharField(blank=True, default='', max_length=120, verbose_name='waarover of met wie'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conversation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "access_conversationevent" ("about", "created_at", "drawer_id", "held_on", "household_id", "id", "led_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "present", "request_id", "state", "version", "wish") VALUES (NEW."about", NEW."created_at", NEW."drawer_id", NEW."held_on", NEW."household_id", NEW."id", NEW."led_by", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."present", NEW."request_id", NEW."state", NEW."version", NEW."wish"); RETURN NULL;', hash='ec03298f5dcfa073613b80d93e2dd0d769098ad3', operation='INSERT', pgid='pgtrigger_insert_insert_dcddb', table='access_conversation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conversation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "access_conversationevent" ("about", "created_at", "drawer_id", "held_on", "household_id", "id", "led_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "present", "request_id", "state", "version", "wish") VALUES (NEW."about", NEW."created_at", NEW."drawer_id", NEW."held_on", NEW."household_id", NEW."id", NEW."led_by", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."present", NEW."request_id", NEW."state", NEW."version", NEW."wish"); RETURN NULL;', hash='b31b7d2aea91705d476772f35aa0eca01180616a', operation='UPDATE', pgid='pgtrigger_update_update_02282', table='access_conversation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='result',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "access_resultevent" ("area_id", "conversation_id", "created_at", "drawer_id", "id", "in_plan", "life_domain_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."area_id", NEW."conversation_id", NEW."created_at", NEW."drawer_id", NEW."id", NEW."in_plan", NEW."life_domain_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;', hash='5ec9a98ef5164ad2a66df9e46766ce66a1afea95', operation='INSERT', pgid='pgtrigger_insert_insert_16c45', table='access_result', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='result',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "access_resultevent" ("area_id", "conversation_id", "created_at", "drawer_id", "id", "in_plan", "life_domain_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."area_id", NEW."conversation_id", NEW."created_at", NEW."drawer_id", NEW."id", NEW."in_plan", NEW."life_domain_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;', hash='5381793ecdddbef71747e01933c535d4c3150c81', operation='UPDATE', pgid='pgtrigger_update_update_58b45', table='access_result', when='AFTER')),
        ),
        migrations.AddField(
            model_name='result',
            name='area',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.resultarea'),
        ),
        migrations.AddField(
            model_name='resultevent',
            name='area',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.resultarea'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='carer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "access_carerevent" ("burden", "capacity", "cares_for", "conversation_id", "created_at", "does", "drawer_id", "hours", "id", "name", "needs", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."burden", NEW."capacity", NEW."cares_for", NEW."conversation_id", NEW."created_at", NEW."does", NEW."drawer_id", NEW."hours", NEW."id", NEW."name", NEW."needs", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;', hash='a76a51d4f1d21534f3ab198329eea2aa41486320', operation='INSERT', pgid='pgtrigger_insert_insert_e541a', table='access_carer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='carer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "access_carerevent" ("burden", "capacity", "cares_for", "conversation_id", "created_at", "does", "drawer_id", "hours", "id", "name", "needs", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."burden", NEW."capacity", NEW."cares_for", NEW."conversation_id", NEW."created_at", NEW."does", NEW."drawer_id", NEW."hours", NEW."id", NEW."name", NEW."needs", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;', hash='ddfca56c0ca88d6292d1e3d4e2d9b7ac7ba2178e', operation='UPDATE', pgid='pgtrigger_update_update_e2376', table='access_carer', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='conversationreport',
            constraint=models.UniqueConstraint(fields=('conversation', 'edition'), name='report_edition_once'),
        ),
        migrations.AddConstraint(
            model_name='preparation',
            constraint=models.UniqueConstraint(fields=('household', 'request'), name='preparation_once', nulls_distinct=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='preparation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "access_preparationevent" ("drawer_id", "guide_given_on", "household_id", "id", "interpreter", "interpreter_language", "interpreter_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "support_answer", "support_offered_on", "supporter", "version") VALUES (NEW."drawer_id", NEW."guide_given_on", NEW."household_id", NEW."id", NEW."interpreter", NEW."interpreter_language", NEW."interpreter_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."request_id", NEW."support_answer", NEW."support_offered_on", NEW."supporter", NEW."version"); RETURN NULL;', hash='3c1cfcbcb12f8d7af0264256d48d15508d8f21de', operation='INSERT', pgid='pgtrigger_insert_insert_eeb03', table='access_preparation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='preparation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "access_preparationevent" ("drawer_id", "guide_given_on", "household_id", "id", "interpreter", "interpreter_language", "interpreter_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "support_answer", "support_offered_on", "supporter", "version") VALUES (NEW."drawer_id", NEW."guide_given_on", NEW."household_id", NEW."id", NEW."interpreter", NEW."interpreter_language", NEW."interpreter_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."request_id", NEW."support_answer", NEW."support_offered_on", NEW."supporter", NEW."version"); RETURN NULL;', hash='8270a755125fd518702fcf7775c77d5780ebff47', operation='UPDATE', pgid='pgtrigger_update_update_b1b80', table='access_preparation', when='AFTER')),
        ),
    ]
