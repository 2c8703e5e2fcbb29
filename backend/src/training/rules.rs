//! The training rule of a programme: reading it, trying another, putting it in force. A version, once in force, is never
//! rewritten, and what was decided under it stays.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::{
    form::{self, Check, FieldError},
    ids::{ModuleId, PersonId, ProgrammeId, WorkshopId},
    policy::action,
    register::Filter,
    training::{Basis, Merges, Path, TrainingRule, standing_for, trained_by_self_study, trained_by_workshop},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Statement, prelude::Uuid};

use super::{
    entity::training_record,
    facts::facts,
    settle::{progress_with_merged, settle_self_study, to_be_settled},
};
use crate::{
    access::{Granted, Network},
    account, bank,
    context::{Backend, Context},
    error::{Conflict, Error, Result},
    jobs::Job,
    learning, organisation, person, programme, secret, workshop,
};

/// A version of a rule, as its history shows it.
#[derive(Clone, Debug)]
pub struct VersionView {
    /// The rule.
    pub rule: TrainingRule,
    /// Since when it is in force.
    pub since: DateTime<Utc>,
    /// Who put it in force; nobody for the one that came with the curriculum.
    pub by: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Records that met it and stand.
    pub records: u64,
}

/// A module that a rule can ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleChoice {
    /// Which.
    pub id: ModuleId,
    /// Its title.
    pub title: String,
    /// Whether anybody can complete it: published, with lessons and a quiz.
    pub can_be_met: bool,
}

/// A programme, as its page shows it.
#[derive(Clone, Debug)]
pub struct ProgrammeView {
    /// Which.
    pub id: ProgrammeId,
    /// Title.
    pub title: String,
    /// Months that its certificates hold; without end if not set.
    pub certificate_months: Option<u32>,
    /// Who issues them.
    pub network_name: String,
    /// Versions of its rule, the newest first.
    pub versions: Vec<VersionView>,
    /// Modules to ask for.
    pub modules: Vec<ModuleChoice>,
}

impl ProgrammeView {
    /// The rule in force.
    pub fn rule(&self) -> Option<&TrainingRule> {
        self.versions.first().map(|v| &v.rule)
    }
}

/// All programmes.
///
/// # Errors
/// The database.
pub async fn programmes(ctx: &Context, _by: &Granted<Network, action::ManageProgrammes>) -> Result<Vec<ProgrammeView>> {
    let db = ctx.db().connection();
    let kept = learning::kept_modules(ctx.backend()).await?;
    let modules: Vec<ModuleChoice> = kept.into_iter().map(|(id, title, can_be_met)| ModuleChoice { id, title, can_be_met }).collect();
    let network_name = secret::network_name(db).await?;
    let versions = programme::all_versions(db).await?;
    let names = account::names(db, versions.iter().filter_map(|v| v.created_by).map(PersonId)).await?;
    let counts: Vec<(Uuid, i32, i64)> = training_record::Entity::find()
        .select_only()
        .column(training_record::Column::ProgrammeId)
        .column(training_record::Column::RuleVersion)
        .column_as(training_record::Column::Id.count(), "records")
        .filter(training_record::Column::WithdrawnAt.is_null())
        .group_by(training_record::Column::ProgrammeId)
        .group_by(training_record::Column::RuleVersion)
        .into_tuple()
        .all(db)
        .await?;
    let records = |programme: Uuid, version: i32| counts.iter().find(|(p, v, _)| (*p, *v) == (programme, version)).map_or(0, |(.., n)| *n);
    let mut all = Vec::new();
    for row in programme::all(db).await? {
        let mut of_programme = Vec::new();
        for version in versions.iter().rev().filter(|v| v.programme_id == row.id) {
            of_programme.push(VersionView {
                since: version.created_at,
                by: version.created_by.and_then(|id| names.get(&PersonId(id)).cloned()),
                reason: version.reason.clone(),
                records: records(row.id, version.version).unsigned_abs(),
                rule: programme::read_rule(version.clone())?,
            });
        }
        all.push(ProgrammeView {
            id: ProgrammeId(row.id),
            title: row.title,
            certificate_months: row.certificate_months.and_then(|m| u32::try_from(m).ok()),
            network_name: network_name.clone(),
            versions: of_programme,
            modules: modules.clone(),
        });
    }
    Ok(all)
}

async fn module_choices(db: &impl ConnectionTrait) -> Result<Vec<ModuleChoice>> {
    let questions = bank::modules_with_questions(db).await?;
    let modules = learning::can_be_required(db).await?;
    Ok(modules.into_iter().map(|(id, title, taught)| ModuleChoice { id, title, can_be_met: taught && questions.contains(&id) }).collect())
}

/// What the form for a rule holds.
#[derive(Clone, Debug, Default)]
pub struct RuleForm {
    /// Share of the scheduled minutes, per cent.
    pub workshop_percent: String,
    /// Minutes after the start that still count fully.
    pub late_limit_minutes: String,
    /// Ids of required modules.
    pub modules: Vec<String>,
    /// Why it is changed.
    pub reason: String,
    /// Version that was changed: if another is in force meanwhile, nothing is done.
    pub base: String,
}

async fn read(db: &impl ConnectionTrait, form: &RuleForm) -> Result<TrainingRule> {
    let mut check = Check::default();
    let percent = check.field("workshop_percent", form::number(&form.workshop_percent, form::limits::PERCENT.0, form::limits::PERCENT.1));
    let late = check.field("late_limit_minutes", form::number(&form.late_limit_minutes, form::limits::LATE.0, form::limits::LATE.1));
    let choices = module_choices(db).await?;
    let chosen: Vec<&ModuleChoice> = choices.iter().filter(|c| form.modules.iter().any(|m| m.trim() == c.id.to_string())).collect();
    if chosen.len() != form.modules.iter().filter(|m| !m.trim().is_empty()).count() {
        check.note("modules", FieldError::Choice);
    }
    let (percent, late) = check.done(percent.zip(late))?;
    if chosen.iter().any(|m| !m.can_be_met) {
        return Err(Error::Conflict(Conflict::RuleNobodyMeets));
    }
    let number = |n: i64| u32::try_from(n).unwrap_or(0);
    Ok(TrainingRule {
        version: 0,
        workshop_percent: number(percent),
        late_limit_minutes: number(late),
        required_modules: chosen.into_iter().map(|m| m.id).collect(),
    })
}

/// What would be different if a rule had always been in force: for looking, nothing is changed by it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// Named individuals now.
    pub now: u32,
    /// Who would count and does not: by name.
    pub more: Vec<String>,
    /// Who would not count and does: by name.
    pub fewer: Vec<String>,
}

/// Tries a rule on everything that happened.
///
/// # Errors
/// `Invalid`, `Conflict(RuleNobodyMeets)`.
#[tracing::instrument(name = "training.preview_rule", skip_all)]
pub async fn preview_rule(
    ctx: &Context,
    _by: &Granted<Network, action::ManageProgrammes>,
    programme: ProgrammeId,
    form: &RuleForm,
) -> Result<Preview> {
    let db = ctx.db().connection();
    let rule = read(db, form).await?;
    let merges = person::merges(db).await?;
    let (places, _) = organisation::places(db).await?;
    let today = Filter { programme: Some(programme), ..Filter::as_of(ctx.now.date_naive()) };
    let now: BTreeSet<PersonId> = facts(db, &places, &today).await?.into_iter().map(|f| f.person).collect();
    let then = would_count(db, programme, &rule, &merges).await?;
    let names = account::names(db, now.symmetric_difference(&then).copied()).await?;
    let named = |people: &mut dyn Iterator<Item = &PersonId>| {
        let mut list: Vec<String> = people.filter_map(|p| names.get(p).cloned()).collect();
        list.sort();
        list
    };
    Ok(Preview {
        now: u32::try_from(now.len()).unwrap_or(u32::MAX),
        more: named(&mut then.difference(&now)),
        fewer: named(&mut now.difference(&then)),
    })
}

/// Everybody who would count by a rule: by what was entered from history, by every workshop that is over, by self-study.
/// Whoever an administrator took back stays out.
async fn would_count(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
    rule: &TrainingRule,
    merges: &Merges,
) -> Result<BTreeSet<PersonId>> {
    let rows = training_record::Entity::find().filter(training_record::Column::ProgrammeId.eq(programme.0)).all(db).await?;
    // a record taken back by hand keeps its key: neither the workshop nor self-study counts for that person
    let by_hand: BTreeSet<(PersonId, Option<WorkshopId>)> = rows
        .iter()
        .filter(|r| r.withdrawn_at.is_some() && r.once_key.is_some())
        .map(|r| (PersonId(r.person_id), r.workshop_id.map(WorkshopId)))
        .collect();
    let entered = rows.iter().filter(|r| r.withdrawn_at.is_none() && Path::from_name(&r.path) == Some(Path::Import));
    let mut all: BTreeSet<PersonId> = entered.map(|r| PersonId(r.person_id)).collect();
    // who completed the modules once has done so, whatever lesson was added since; of the erased nothing else is left
    let erased = person::erased(db).await?;
    all.extend(rows.iter().filter(|r| r.withdrawn_at.is_none()).filter_map(|r| {
        let done = match serde_json::from_str(&r.evidence) {
            Ok(Basis::SelfStudy { modules }) => {
                !rule.required_modules.is_empty() && rule.required_modules.iter().all(|m| modules.contains(m))
            }
            _ => false,
        };
        (done || erased.contains(&PersonId(r.person_id))).then_some(PersonId(r.person_id))
    }));
    for id in workshop::of_programme(db, programme).await? {
        let meetings = workshop::meetings_of(db, id).await?;
        if meetings.is_empty() || meetings.iter().any(|m| m.closed_at.is_none()) {
            continue;
        }
        let people = to_be_settled(db, id, &meetings).await?;
        let came = workshop::attendance_of(db, &meetings, &people, rule.late_limit_minutes).await?;
        let met = came.into_iter().filter(|(p, each)| trained_by_workshop(rule, each) && !by_hand.contains(&(*p, Some(id))));
        all.extend(met.map(|(p, _)| p));
    }
    let progress = progress_of_all(db).await?;
    all.extend(
        progress.into_iter().filter(|(p, each)| trained_by_self_study(rule, each) && !by_hand.contains(&(*p, None))).map(|(p, _)| p),
    );
    Ok(all.into_iter().map(|p| standing_for(merges, p)).collect())
}

/// How far everybody is who began anything.
async fn progress_of_all(db: &impl ConnectionTrait) -> Result<BTreeMap<PersonId, Vec<domain::training::ModuleProgress>>> {
    let mut all = BTreeMap::new();
    for person in learners(db).await? {
        all.insert(person, progress_with_merged(db, person).await?);
    }
    Ok(all)
}

/// Everybody who marked a lesson done, took a quiz, or showed that they knew a module.
async fn learners(db: &impl ConnectionTrait) -> Result<Vec<PersonId>> {
    let sql = "SELECT person_id FROM lesson_done UNION SELECT person_id FROM attempt UNION SELECT person_id FROM known_module";
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    rows.into_iter().map(|row| Ok(PersonId(row.try_get_by_index(0)?))).collect()
}

/// Puts a rule in force, as the next version. Records that are there stay, under the version they met; workshops that are
/// over stay decided by theirs. Whoever meets it by self-study today is recorded soon, dated that day.
///
/// # Errors
/// `Invalid`, `Conflict`: `RuleNobodyMeets`, `RuleChanged`.
#[tracing::instrument(name = "training.save_rule", skip_all)]
pub async fn save_rule(
    ctx: &Context,
    by: &Granted<Network, action::ManageProgrammes>,
    programme: ProgrammeId,
    form: &RuleForm,
) -> Result<u32> {
    let tx = ctx.db().begin().await?;
    let rule = read(&*tx, form).await?;
    let mut check = Check::default();
    let reason = check.field("reason", form::line(&form.reason, form::limits::REASON));
    let reason = check.done(reason)?;
    programme::locked(&tx, programme).await?;
    let now = programme::rule(&*tx, programme).await?.ok_or(Error::NotFound)?;
    if form.base.trim() != now.version.to_string() {
        return Err(Error::Conflict(Conflict::RuleChanged));
    }
    if (TrainingRule { version: now.version, ..rule.clone() }) == now {
        return Ok(now.version);
    }
    let version = now.version + 1;
    let rule = TrainingRule { version, ..rule };
    programme::put_in_force(&tx, ctx.now, programme, &rule, (Some(by.by()), Some(reason))).await?;
    tx.enqueue(ctx.now, Job::SettleSelfStudy { after: None }, Some(format!("settle:{programme}:{version}"))).await?;
    tx.audit(ctx.now, Some(by.by()), "training.save_rule", Some(programme.0), &version.to_string()).await?;
    tx.commit().await?;
    Ok(version)
}

/// So many people are settled by one job.
const AT_ONCE: u32 = 100;

/// Records those who meet the rule in force by self-study and are not recorded yet: the next hundred people, each in a
/// transaction of their own. Asks for the job that goes on with those after them. Doing it twice does no harm.
pub(crate) async fn settle_everybody(backend: &Backend, after: Option<PersonId>) -> Result<()> {
    let now = backend.clock.now();
    let people = learners_after(backend.db.connection(), after).await?;
    for person in &people {
        let tx = backend.db.begin().await?;
        settle_self_study(&tx, now, *person).await?;
        tx.commit().await?;
    }
    let (Some(last), true) = (people.last(), people.len() >= usize::try_from(AT_ONCE).unwrap_or(usize::MAX)) else { return Ok(()) };
    let tx = backend.db.begin().await?;
    tx.enqueue(now, Job::SettleSelfStudy { after: Some(*last) }, Some(format!("settle:after:{last}"))).await?;
    tx.commit().await
}

/// The next learners in the order of their ids.
async fn learners_after(db: &impl ConnectionTrait, after: Option<PersonId>) -> Result<Vec<PersonId>> {
    let sql = format!(
        "SELECT p.id FROM person p WHERE p.id > $1 AND (EXISTS (SELECT 1 FROM lesson_done d WHERE d.person_id = p.id) \
         OR EXISTS (SELECT 1 FROM attempt a WHERE a.person_id = p.id) OR EXISTS (SELECT 1 FROM known_module k WHERE k.person_id = p.id)) \
         ORDER BY p.id LIMIT {AT_ONCE}"
    );
    let from = after.map_or_else(Uuid::nil, |person| person.0);
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [from.into()])).await?;
    rows.into_iter().map(|row| Ok(PersonId(row.try_get_by_index(0)?))).collect()
}

/// What the form for a programme's certificates holds.
#[derive(Clone, Debug, Default)]
pub struct ProgrammeForm {
    /// Months that certificates hold; empty for without end.
    pub certificate_months: String,
    /// Who issues them.
    pub network_name: String,
}

/// Sets how long certificates hold and who issues them. Those that are there keep what they say.
///
/// # Errors
/// `Invalid`, `NotFound`.
#[tracing::instrument(name = "training.save_programme", skip_all)]
pub async fn save_programme(
    ctx: &Context,
    by: &Granted<Network, action::ManageProgrammes>,
    id: ProgrammeId,
    form: &ProgrammeForm,
) -> Result<()> {
    let mut check = Check::default();
    let months =
        check.field("certificate_months", form::number_or_none(&form.certificate_months, form::limits::MONTHS.0, form::limits::MONTHS.1));
    let name = check.field("network_name", form::line(&form.network_name, form::limits::NETWORK));
    let (months, name) = check.done(months.zip(name))?;
    let tx = ctx.db().begin().await?;
    programme::find(&*tx, id).await?;
    programme::set_certificate_months(&tx, id, months.and_then(|m| i32::try_from(m).ok())).await?;
    secret::set(&tx, "network_name", &name).await?;
    tx.audit(ctx.now, Some(by.by()), "training.save_programme", Some(id.0), "").await?;
    tx.commit().await
}
