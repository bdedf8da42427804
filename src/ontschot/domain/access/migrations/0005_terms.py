import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0004_safety_and_skipped'),
        ('people', '0003_register_ties'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('privacy', '0008_log_by_action'),
    ]

    operations = [
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('rule', models.CharField(max_length=40)),
                ('regime', models.CharField(max_length=20)),
                ('event_on', models.DateField(verbose_name='begint met')),
                ('due_on', models.DateField(verbose_name='uiterlijk')),
                ('delay_sent_on', models.DateField(null=True, verbose_name='bericht van uitstel verstuurd op')),
                ('delay_until', models.DateField(null=True, verbose_name='nieuwe datum')),
                ('delay_reason', models.CharField(blank=True, max_length=500, verbose_name='reden van het uitstel')),
                ('state', models.CharField(choices=[('running', 'loopt'), ('met', 'gehaald'), ('stopped', 'gestopt')], default='running', max_length=7)),
                ('ended_on', models.DateField(null=True)),
                ('ending', models.CharField(blank=True, choices=[('done', 'gedaan'), ('withdrawn', 'de melding is ingetrokken'), ('answered', 'de melding is beantwoord'), ('regime', 'een andere wet is van toepassing'), ('died', 'de inwoner is overleden'), ('moved_out', 'de inwoner is verhuisd naar een andere gemeente'), ('emigrated', 'de inwoner is vertrokken naar het buitenland'), ('not_applicable', 'niet van toepassing')], max_length=14)),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='toelichting')),
                ('made_by', models.BigIntegerField(null=True)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('drawer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='privacy.drawer')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='people.household')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='people.person')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='access.request')),
            ],
        ),
        migrations.CreateModel(
            name='Suspension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ground', models.CharField(max_length=24, verbose_name='grond')),
                ('reason', models.CharField(max_length=500, verbose_name='reden')),
                ('starts_on', models.DateField(verbose_name='staat stil vanaf')),
                ('ends_on', models.DateField(verbose_name='loopt weer vanaf')),
                ('made_by', models.BigIntegerField()),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('drawer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='privacy.drawer')),
                ('term', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suspensions', to='access.term')),
            ],
            options={
                'ordering': ['starts_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='TermEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('rule', models.CharField(max_length=40)),
                ('regime', models.CharField(max_length=20)),
                ('event_on', models.DateField(verbose_name='begint met')),
                ('due_on', models.DateField(verbose_name='uiterlijk')),
                ('delay_sent_on', models.DateField(null=True, verbose_name='bericht van uitstel verstuurd op')),
                ('delay_until', models.DateField(null=True, verbose_name='nieuwe datum')),
                ('delay_reason', models.CharField(blank=True, max_length=500, verbose_name='reden van het uitstel')),
                ('state', models.CharField(choices=[('running', 'loopt'), ('met', 'gehaald'), ('stopped', 'gestopt')], default='running', max_length=7)),
                ('ended_on', models.DateField(null=True)),
                ('ending', models.CharField(blank=True, choices=[('done', 'gedaan'), ('withdrawn', 'de melding is ingetrokken'), ('answered', 'de melding is beantwoord'), ('regime', 'een andere wet is van toepassing'), ('died', 'de inwoner is overleden'), ('moved_out', 'de inwoner is verhuisd naar een andere gemeente'), ('emigrated', 'de inwoner is vertrokken naar het buitenland'), ('not_applicable', 'niet van toepassing')], max_length=14)),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='toelichting')),
                ('made_by', models.BigIntegerField(null=True)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('drawer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='privacy.drawer')),
                ('household', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.household')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='access.term')),
                ('request', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.request')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TermNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('reminder', 'herinnering'), ('escalation', 'naar de teamleider')], max_length=10)),
                ('days', models.SmallIntegerField()),
                ('due_on', models.DateField()),
                ('told_at', models.DateTimeField(auto_now_add=True)),
                ('drawer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='privacy.drawer')),
                ('term', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='access.term')),
            ],
        ),
        migrations.CreateModel(
            name='SuspensionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('ground', models.CharField(max_length=24, verbose_name='grond')),
                ('reason', models.CharField(max_length=500, verbose_name='reden')),
                ('starts_on', models.DateField(verbose_name='staat stil vanaf')),
                ('ends_on', models.DateField(verbose_name='loopt weer vanaf')),
                ('made_by', models.BigIntegerField()),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('drawer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='privacy.drawer')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='access.suspension')),
                ('term', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='access.term')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='request',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='request',
            name='update_update',
        ),
        migrations.AddField(
            model_name='request',
            name='regimes',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None, verbose_name='welke wet'),
        ),
        migrations.AddField(
            model_name='request',
            name='threats',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None, verbose_name='wat dreigt'),
        ),
        migrations.AddField(
            model_name='requestevent',
            name='regimes',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None, verbose_name='welke wet'),
        ),
        migrations.AddField(
            model_name='requestevent',
            name='threats',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None, verbose_name='wat dreigt'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='request',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "access_requestevent" ("assigned_user_id", "channel", "created_at", "created_by", "drawer_id", "household_id", "id", "identity_checked", "outcome", "person_id", "person_knows", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "referrer_contact", "referrer_name", "regimes", "reported_by", "reported_on", "safety", "state", "team_id", "threats", "unasked", "version") VALUES (NEW."assigned_user_id", NEW."channel", NEW."created_at", NEW."created_by", NEW."drawer_id", NEW."household_id", NEW."id", NEW."identity_checked", NEW."outcome", NEW."person_id", NEW."person_knows", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."question", NEW."referrer_contact", NEW."referrer_name", NEW."regimes", NEW."reported_by", NEW."reported_on", NEW."safety", NEW."state", NEW."team_id", NEW."threats", NEW."unasked", NEW."version"); RETURN NULL;', hash='7d8275e40e3715f5a66f2741712fa913381a6bc1', operation='INSERT', pgid='pgtrigger_insert_insert_f59b3', table='access_request', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='request',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "access_requestevent" ("assigned_user_id", "channel", "created_at", "created_by", "drawer_id", "household_id", "id", "identity_checked", "outcome", "person_id", "person_knows", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "referrer_contact", "referrer_name", "regimes", "reported_by", "reported_on", "safety", "state", "team_id", "threats", "unasked", "version") VALUES (NEW."assigned_user_id", NEW."channel", NEW."created_at", NEW."created_by", NEW."drawer_id", NEW."household_id", NEW."id", NEW."identity_checked", NEW."outcome", NEW."person_id", NEW."person_knows", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."question", NEW."referrer_contact", NEW."referrer_name", NEW."regimes", NEW."reported_by", NEW."reported_on", NEW."safety", NEW."state", NEW."team_id", NEW."threats", NEW."unasked", NEW."version"); RETURN NULL;', hash='37ecfe5d7bacc1da42f0bcc7416a24d1a6c8c1af', operation='UPDATE', pgid='pgtrigger_update_update_c8e64', table='access_request', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='term',
            index=models.Index(condition=models.Q(('state', 'running')), fields=['due_on'], name='term_due'),
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'running')), fields=('request', 'rule', 'event_on'), name='term_runs_once'),
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'running'), ('ended_on__isnull', False), _connector='XOR'), name='term_ended_when'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='term',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "access_termevent" ("delay_reason", "delay_sent_on", "delay_until", "drawer_id", "due_on", "ended_on", "ending", "event_on", "household_id", "id", "made_at", "made_by", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regime", "request_id", "rule", "state", "version") VALUES (NEW."delay_reason", NEW."delay_sent_on", NEW."delay_until", NEW."drawer_id", NEW."due_on", NEW."ended_on", NEW."ending", NEW."event_on", NEW."household_id", NEW."id", NEW."made_at", NEW."made_by", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."regime", NEW."request_id", NEW."rule", NEW."state", NEW."version"); RETURN NULL;', hash='af6349777da55d83eb6b970d9639a9188007cb76', operation='INSERT', pgid='pgtrigger_insert_insert_00e72', table='access_term', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='term',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "access_termevent" ("delay_reason", "delay_sent_on", "delay_until", "drawer_id", "due_on", "ended_on", "ending", "event_on", "household_id", "id", "made_at", "made_by", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regime", "request_id", "rule", "state", "version") VALUES (NEW."delay_reason", NEW."delay_sent_on", NEW."delay_until", NEW."drawer_id", NEW."due_on", NEW."ended_on", NEW."ending", NEW."event_on", NEW."household_id", NEW."id", NEW."made_at", NEW."made_by", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."regime", NEW."request_id", NEW."rule", NEW."state", NEW."version"); RETURN NULL;', hash='104a75558e39e49a4ab5d3cb1394d37f273e4d43', operation='UPDATE', pgid='pgtrigger_update_update_a91f1', table='access_term', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='suspension',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='suspension_has_days'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suspension',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "access_suspensionevent" ("drawer_id", "ends_on", "ground", "id", "made_at", "made_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts_on", "term_id") VALUES (NEW."drawer_id", NEW."ends_on", NEW."ground", NEW."id", NEW."made_at", NEW."made_by", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."starts_on", NEW."term_id"); RETURN NULL;', hash='844ba7b712fb8022b218e66288a6eff0fdae5c28', operation='INSERT', pgid='pgtrigger_insert_insert_890a2', table='access_suspension', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suspension',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "access_suspensionevent" ("drawer_id", "ends_on", "ground", "id", "made_at", "made_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts_on", "term_id") VALUES (NEW."drawer_id", NEW."ends_on", NEW."ground", NEW."id", NEW."made_at", NEW."made_by", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."starts_on", NEW."term_id"); RETURN NULL;', hash='8f4d13c92ce976c744d406d3dcb87e76d830412d', operation='UPDATE', pgid='pgtrigger_update_update_856ae', table='access_suspension', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='termnotice',
            constraint=models.UniqueConstraint(fields=('term', 'kind', 'days', 'due_on'), name='notice_once'),
        ),
    ]
