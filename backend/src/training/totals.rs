//! The totals: one answer that the screen, the CSV, the XLSX, the JSON and the print show.

use std::{collections::HashMap, time::Duration};

use domain::{
    ids::{OrganisationId, ProgrammeId},
    live::Topic,
    policy::action,
    region::Region,
    register::{Filter, Participation, Report},
    training::{Measure, Path, historic},
};

use super::{facts::historic_counts, participation::participation, sums::sums};
use crate::{
    access::{Granted, Network},
    clock::Clock,
    context::{Backend, Context},
    error::Result,
    organisation::places,
    programme, review,
};

/// What a line of the totals is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// The figures themselves.
    Figure,
    /// Stages from invited to trained, and what members did.
    Stage,
    /// Per organisation.
    Organisation,
    /// Per country.
    Country,
    /// Per regional group.
    Region,
    /// By the year of the first record.
    Year,
    /// By the month of the first record.
    Month,
    /// Per programme.
    Programme,
    /// Per path.
    Path,
}

impl Section {
    /// All sections, in the order of the files.
    pub const ALL: [Section; 9] = [
        Section::Figure,
        Section::Stage,
        Section::Organisation,
        Section::Country,
        Section::Region,
        Section::Year,
        Section::Month,
        Section::Programme,
        Section::Path,
    ];

    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Section::Figure => "figure",
            Section::Stage => "stage",
            Section::Organisation => "organisation",
            Section::Country => "country",
            Section::Region => "region",
            Section::Year => "year",
            Section::Month => "month",
            Section::Programme => "programme",
            Section::Path => "path",
        }
    }
}

/// A number with what it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Of what.
    pub section: Section,
    /// Which, in that section: a code or an id.
    pub key: String,
    /// Its name, where it has one that people gave.
    pub label: String,
    /// The number.
    pub value: u32,
}

/// The totals of a filter.
#[derive(Clone, Debug)]
pub struct TotalsView {
    /// What was asked for.
    pub filter: Filter,
    /// Every number, by section and in order.
    pub lines: Vec<Line>,
}

impl TotalsView {
    /// The lines of a section.
    pub fn of(&self, section: Section) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.section == section)
    }

    /// A single number; 0 where it was not asked for.
    pub fn number(&self, section: Section, key: &str) -> u32 {
        self.of(section).find(|line| line.key == key).map_or(0, |line| line.value)
    }

    /// A figure by its key.
    pub fn figure(&self, key: &str) -> u32 {
        self.number(Section::Figure, key)
    }
}

struct Names {
    organisations: HashMap<OrganisationId, String>,
    countries: HashMap<String, String>,
    programmes: HashMap<ProgrammeId, String>,
}

/// Trained individuals and everything that is said beside them.
///
/// # Errors
/// The database.
#[tracing::instrument(name = "training.totals", skip_all)]
pub async fn totals(ctx: &Context, _by: &Granted<Network, action::ReadTotals>, filter: &Filter) -> Result<TotalsView> {
    totals_of(ctx, filter).await
}

/// The totals of today, for whoever has the command line.
///
/// # Errors
/// The database.
pub async fn totals_unattended(backend: &Backend) -> Result<TotalsView> {
    let ctx = backend.anonymous();
    totals_of(&ctx, &Filter::as_of(ctx.now.date_naive())).await
}

/// How long the totals are kept: until the register changes, and no longer than this, for registrations and attendance
/// are in them too.
const KEPT: Duration = Duration::from_secs(10);

async fn totals_of(ctx: &Context, filter: &Filter) -> Result<TotalsView> {
    // a clock that stands still is a test's or the demonstration's: there nothing is kept
    if !matches!(ctx.backend().clock, Clock::System) {
        return totals_now(ctx, filter).await;
    }
    let key = format!("totals {filter:?}");
    let kept = ctx.backend().kept_for(KEPT, Topic::Register, &key, || totals_now(ctx, filter)).await?;
    Ok((*kept).clone())
}

async fn totals_now(ctx: &Context, filter: &Filter) -> Result<TotalsView> {
    let db = ctx.db().connection();
    let (places, organisations) = places(db).await?;
    let history = historic_counts(db).await?;
    let counted = sums(db, historic(&history, Measure::IndividualsTrained, filter.as_of), filter).await?;
    let came = participation(db, filter).await?;
    let names = Names {
        organisations,
        countries: review::countries(ctx).await?.iter().map(|c| (c.iso3.clone(), c.name.clone())).collect(),
        programmes: programme::all(db).await?.into_iter().map(|p| (ProgrammeId(p.id), p.title)).collect(),
    };
    let published = |measure| historic(&history, measure, filter.as_of);
    let mut lines = figures(&counted, &came);
    if !filter.is_narrowed() {
        lines.push(line(
            Section::Stage,
            "submitting_members",
            published(Measure::SubmittingMembers) + crate::submission::submitting_members(db, filter.as_of).await?,
        ));
        let joint = crate::statement::joint_made(db, filter.as_of).await?;
        lines.push(line(Section::Stage, "joint_statements", published(Measure::JointStatements) + joint));
    }
    let all: Vec<OrganisationId> = names.organisations.keys().filter(|id| filter.takes(**id, &places)).copied().collect();
    lines.extend(breakdowns(&counted, &names, all));
    Ok(TotalsView { filter: filter.clone(), lines })
}

fn line(section: Section, key: impl Into<String>, value: u32) -> Line {
    Line { section, key: key.into(), label: String::new(), value }
}

fn figures(counted: &Report, came: &Participation) -> Vec<Line> {
    let figure = |key: &str, value| line(Section::Figure, key, value);
    let mut lines = vec![
        figure("individuals", counted.individuals()),
        figure("named", counted.named),
        figure("historic", counted.historic),
        figure("sum_of_organisations", counted.sum_of_organisations),
        figure("in_several", counted.in_several),
        figure("counted_again", counted.counted_again),
        figure("without_organisation", counted.without_organisation),
        figure("registrations", came.registrations),
        figure("attendances", came.attendances),
        figure("attended", came.attended),
    ];
    lines.extend(counted.new_in_period.map(|n| figure("new_in_period", n)));
    let stage = |key: &str, value| line(Section::Stage, key, value);
    lines.extend([
        stage("invited", came.invited),
        stage("registered", came.registered),
        stage("attended", came.attended),
        stage("trained", counted.named),
    ]);
    lines
}

fn breakdowns(counted: &Report, names: &Names, organisations: Vec<OrganisationId>) -> Vec<Line> {
    let mut lines: Vec<Line> = organisations
        .into_iter()
        .map(|id| Line {
            section: Section::Organisation,
            key: id.to_string(),
            label: names.organisations.get(&id).cloned().unwrap_or_default(),
            value: counted.by_organisation.get(&id).copied().unwrap_or(0),
        })
        .collect();
    lines.sort_by(|a, b| b.value.cmp(&a.value).then_with(|| a.label.to_lowercase().cmp(&b.label.to_lowercase())).then(a.key.cmp(&b.key)));
    let mut countries: Vec<Line> = counted
        .by_country
        .iter()
        .map(|(iso3, n)| Line {
            label: names.countries.get(iso3).cloned().unwrap_or_else(|| iso3.clone()),
            ..line(Section::Country, iso3.clone(), *n)
        })
        .collect();
    countries.sort_by(|a, b| b.value.cmp(&a.value).then_with(|| a.label.cmp(&b.label)));
    lines.append(&mut countries);
    lines.extend(Region::ALL.iter().filter_map(|r| Some(line(Section::Region, r.name(), *counted.by_region.get(r)?))));
    lines.extend(counted.by_year.iter().map(|(year, n)| line(Section::Year, year.to_string(), *n)));
    lines.extend(counted.by_month.iter().map(|((year, month), n)| line(Section::Month, format!("{year}-{month:02}"), *n)));
    lines.extend(counted.by_programme.iter().map(|(id, n)| Line {
        label: names.programmes.get(id).cloned().unwrap_or_default(),
        ..line(Section::Programme, id.to_string(), *n)
    }));
    lines.extend(Path::ALL.iter().filter_map(|p| Some(line(Section::Path, p.name(), *counted.by_path.get(p)?))));
    lines
}

/// Programmes to choose from.
///
/// # Errors
/// The database.
pub async fn programme_choices(ctx: &Context, _by: &Granted<Network, action::ReadTotals>) -> Result<Vec<(ProgrammeId, String)>> {
    let rows = programme::all(ctx.db().connection()).await?;
    Ok(rows.into_iter().map(|p| (ProgrammeId(p.id), p.title)).collect())
}
