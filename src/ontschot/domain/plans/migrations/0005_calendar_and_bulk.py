import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_register_ties'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('plans', '0004_row_security'),
        ('privacy', '0009_cover_and_searches'),
    ]

    operations = [
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('title', models.CharField(max_length=200, verbose_name='waarover')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='waar')),
                ('route', models.CharField(blank=True, max_length=300, verbose_name='hoe komt u er')),
                ('starts_at', models.DateTimeField(verbose_name='begint')),
                ('ends_at', models.DateTimeField(verbose_name='eindigt')),
                ('person_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('others', models.CharField(blank=True, max_length=200, verbose_name='wie komt er nog mee')),
                ('state', models.CharField(choices=[('planned', 'staat gepland'), ('held', 'is geweest'), ('cancelled', 'gaat niet door')], default='planned', max_length=9)),
                ('created_by', models.BigIntegerField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('drawer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='privacy.drawer')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='people.household')),
                ('life_domain', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='privacy.lifedomain')),
            ],
            options={
                'ordering': ['starts_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='BulkChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('reassign', 'werk overgedragen'), ('snooze', 'taken verplaatst naar een andere dag'), ('complete', 'taken afgevinkt')], max_length=8)),
                ('user_id', models.BigIntegerField()),
                ('from_user_id', models.BigIntegerField(null=True)),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reden')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('kept', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='AppointmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('title', models.CharField(max_length=200, verbose_name='waarover')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='waar')),
                ('route', models.CharField(blank=True, max_length=300, verbose_name='hoe komt u er')),
                ('starts_at', models.DateTimeField(verbose_name='begint')),
                ('ends_at', models.DateTimeField(verbose_name='eindigt')),
                ('person_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('others', models.CharField(blank=True, max_length=200, verbose_name='wie komt er nog mee')),
                ('state', models.CharField(choices=[('planned', 'staat gepland'), ('held', 'is geweest'), ('cancelled', 'gaat niet door')], default='planned', max_length=9)),
                ('created_by', models.BigIntegerField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('drawer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='privacy.drawer')),
                ('household', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.household')),
                ('life_domain', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='privacy.lifedomain')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='plans.appointment')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Attendee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user_id', models.BigIntegerField()),
                ('appointment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendees', to='plans.appointment')),
                ('drawer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='privacy.drawer')),
            ],
        ),
        migrations.CreateModel(
            name='BulkLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('thing', models.CharField(choices=[('household', 'regie'), ('request', 'melding'), ('task', 'taak'), ('action', 'actie')], max_length=9)),
                ('object_id', models.BigIntegerField()),
                ('before', models.JSONField(default=dict)),
                ('after', models.JSONField(default=dict)),
                ('undone', models.BooleanField(default=False)),
                ('change', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='plans.bulkchange')),
                ('drawer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='privacy.drawer')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.household')),
            ],
        ),
        migrations.CreateModel(
            name='AttendeeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('user_id', models.BigIntegerField()),
                ('appointment', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='plans.appointment')),
                ('drawer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='privacy.drawer')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='plans.attendee')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='coordinatorship',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='coordinatorship',
            name='update_update',
        ),
        migrations.AddField(
            model_name='coordinatorship',
            name='access_until',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='coordinatorship',
            name='promised',
            field=models.TextField(blank=True, max_length=5000, verbose_name='wat is beloofd'),
        ),
        migrations.AddField(
            model_name='coordinatorshipevent',
            name='access_until',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='coordinatorshipevent',
            name='promised',
            field=models.TextField(blank=True, max_length=5000, verbose_name='wat is beloofd'),
        ),
        migrations.AddField(
            model_name='task',
            name='created_by',
            field=models.BigIntegerField(null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coordinatorship',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "plans_coordinatorshipevent" ("access_until", "drawer_id", "household_id", "id", "open_ends", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised", "reason", "user_id") VALUES (NEW."access_until", NEW."drawer_id", NEW."household_id", NEW."id", NEW."open_ends", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."promised", NEW."reason", NEW."user_id"); RETURN NULL;', hash='f593aaf5f5f5175c31ec9734d70b3aee0779bba4', operation='INSERT', pgid='pgtrigger_insert_insert_08273', table='plans_coordinatorship', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coordinatorship',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "plans_coordinatorshipevent" ("access_until", "drawer_id", "household_id", "id", "open_ends", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised", "reason", "user_id") VALUES (NEW."access_until", NEW."drawer_id", NEW."household_id", NEW."id", NEW."open_ends", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."promised", NEW."reason", NEW."user_id"); RETURN NULL;', hash='6d71757e228e93d0f36f7e636db2e4071d9cd179', operation='UPDATE', pgid='pgtrigger_update_update_57e64', table='plans_coordinatorship', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='appointment',
            index=models.Index(fields=['household', 'starts_at'], name='appointment_household'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='appointment_lasts'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appointment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "plans_appointmentevent" ("created_at", "created_by", "drawer_id", "ends_at", "household_id", "id", "life_domain_id", "others", "person_ids", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "route", "starts_at", "state", "title", "version") VALUES (NEW."created_at", NEW."created_by", NEW."drawer_id", NEW."ends_at", NEW."household_id", NEW."id", NEW."life_domain_id", NEW."others", NEW."person_ids", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."route", NEW."starts_at", NEW."state", NEW."title", NEW."version"); RETURN NULL;', hash='36f9fa30d0bad1e8678fe0ae4efc98f81423c299', operation='INSERT', pgid='pgtrigger_insert_insert_a0528', table='plans_appointment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appointment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "plans_appointmentevent" ("created_at", "created_by", "drawer_id", "ends_at", "household_id", "id", "life_domain_id", "others", "person_ids", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "route", "starts_at", "state", "title", "version") VALUES (NEW."created_at", NEW."created_by", NEW."drawer_id", NEW."ends_at", NEW."household_id", NEW."id", NEW."life_domain_id", NEW."others", NEW."person_ids", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."route", NEW."starts_at", NEW."state", NEW."title", NEW."version"); RETURN NULL;', hash='3ad92eedc51227dddd3c197a0e9aad55daaad004', operation='UPDATE', pgid='pgtrigger_update_update_f7de4', table='plans_appointment', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='attendee',
            index=models.Index(fields=['user_id'], name='attendee_user'),
        ),
        migrations.AddConstraint(
            model_name='attendee',
            constraint=models.UniqueConstraint(fields=('appointment', 'user_id'), name='attendee_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendee',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "plans_attendeeevent" ("appointment_id", "drawer_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."appointment_id", NEW."drawer_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."user_id"); RETURN NULL;', hash='de55d885b912ddb06f78a48aa71847b85d1ed58e', operation='INSERT', pgid='pgtrigger_insert_insert_351a2', table='plans_attendee', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendee',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "plans_attendeeevent" ("appointment_id", "drawer_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."appointment_id", NEW."drawer_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."user_id"); RETURN NULL;', hash='22e14c4fc6d7acfeecda5ffdef35b067d1e39633', operation='UPDATE', pgid='pgtrigger_update_update_20c9b', table='plans_attendee', when='AFTER')),
        ),
    ]
