//! The statements that add up the figures are held equal to their definition, `domain::register`, over random histories:
//! records that were taken back, persons who are one, several organisations, periods, days, and every filter.

use std::collections::{BTreeSet, HashMap};

use backend::{
    access,
    account::StaffRole,
    testing::World,
    training::{self, Section},
};
use chrono::{Days, NaiveDate};
use domain::{
    ids::{OrganisationId, PersonId, ProgrammeId, TrainingRecordId},
    region::Region,
    register::{Filter, Place, Places, people, report, standing},
    training::{Merges, Path, TrainingRecord},
};
use sea_orm::Value;

/// Numbers that only look random: a failure names the seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }

    fn of<T: Clone>(&mut self, some: &[T]) -> T {
        some[usize::try_from(self.roll(u64::try_from(some.len()).unwrap())).unwrap()].clone()
    }
}

const COUNTRIES: [&str; 5] = ["IRL", "TGO", "THA", "MDA", "UGA"];

struct History {
    places: Places,
    programmes: Vec<ProgrammeId>,
    people: Vec<PersonId>,
    merges: Merges,
    records: Vec<TrainingRecord>,
}

async fn run(world: &World, sql: &str, values: Vec<Value>) {
    world.backend.db.run_with(sql, values).await.unwrap_or_else(|e| panic!("{e}: {sql}"));
}

fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 11, 1).unwrap()
}

async fn history(world: &World, dice: &mut Dice, first: ProgrammeId) -> History {
    let now = world.now();
    let mut h = History { places: Places::new(), programmes: vec![first], people: Vec::new(), merges: Merges::new(), records: Vec::new() };
    let other = backend::token::new_id();
    run(
        world,
        "INSERT INTO programme (id, slug, title, test_per_outcome) VALUES ($1, $2, 'Other', 1)",
        vec![other.into(), other.to_string().into()],
    )
    .await;
    h.programmes.push(ProgrammeId(other));
    for n in 0..2 + dice.roll(4) {
        let (id, country) = (backend::token::new_id(), dice.of(&COUNTRIES));
        let sql = "INSERT INTO organisation (id, name, name_key, country, created_at) VALUES ($1, $2, $3, $4, $5)";
        run(world, sql, vec![id.into(), format!("O{n}").into(), id.to_string().into(), country.into(), now.into()]).await;
        h.places.insert(OrganisationId(id), Place { region: Region::of(country), country: country.into() });
    }
    for n in 0..3 + dice.roll(12) {
        let id = backend::token::new_id();
        // one in four is one with somebody who stands
        let standing: Vec<PersonId> = h.people.iter().copied().filter(|p| !h.merges.contains_key(p)).collect();
        let into = (!standing.is_empty() && dice.roll(4) == 0).then(|| dice.of(&standing));
        let sql = "INSERT INTO person (id, name, name_key, created_at, merged_into) VALUES ($1, $2, $3, $4, $5)";
        run(world, sql, vec![id.into(), format!("P{n}").into(), format!("p{n}").into(), now.into(), into.map(|p| p.0).into()]).await;
        h.people.push(PersonId(id));
        if let Some(into) = into {
            h.merges.insert(PersonId(id), into);
        }
    }
    let organisations: Vec<OrganisationId> = h.places.keys().copied().collect();
    for _ in 0..dice.roll(30) {
        let record = TrainingRecord {
            id: TrainingRecordId(backend::token::new_id()),
            person: dice.of(&h.people),
            programme: dice.of(&h.programmes),
            path: dice.of(&Path::ALL),
            on: start() + Days::new(dice.roll(120)),
            organisations: (0..dice.roll(4)).map(|_| dice.of(&organisations)).collect::<BTreeSet<_>>(),
            withdrawn_at: (dice.roll(5) == 0).then(|| start().and_time(chrono::NaiveTime::MIN).and_utc()),
        };
        let sql = "INSERT INTO training_record (id, person_id, programme_id, rule_version, path, on_date, created_at, withdrawn_at, evidence) \
                   VALUES ($1, $2, $3, 1, $4, $5, $6, $7, '')";
        let r = &record;
        let values = vec![
            r.id.0.into(),
            r.person.0.into(),
            r.programme.0.into(),
            r.path.name().into(),
            r.on.into(),
            now.into(),
            r.withdrawn_at.into(),
        ];
        run(world, sql, values).await;
        for organisation in &record.organisations {
            let sql = "INSERT INTO training_record_organisation (record_id, organisation_id) VALUES ($1, $2)";
            run(world, sql, vec![record.id.0.into(), organisation.0.into()]).await;
        }
        h.records.push(record);
    }
    h
}

fn filter(dice: &mut Dice, h: &History) -> Filter {
    let organisations: Vec<OrganisationId> = h.places.keys().copied().collect();
    let mut one_in = |n: u64| dice.roll(n) == 0;
    let wanted = [one_in(2), one_in(4), one_in(4), one_in(4), one_in(3), one_in(3)];
    Filter {
        as_of: start() + Days::new(dice.roll(130)),
        from: wanted[0].then(|| start() + Days::new(dice.roll(120))),
        organisation: wanted[1].then(|| dice.of(&organisations)),
        country: wanted[2].then(|| dice.of(&COUNTRIES).to_owned()),
        region: wanted[3].then(|| dice.of(&Region::ALL)),
        programme: wanted[4].then(|| dice.of(&h.programmes)),
        path: wanted[5].then(|| dice.of(&Path::ALL)),
    }
}

#[tokio::test]
async fn what_the_database_adds_up_is_what_the_register_counts() {
    for seed in 1..=12_u64 {
        let world = World::with_content().await;
        let admin = world.staff("Ada", StaffRole::Administrator).await;
        let ctx = world.ctx(admin).await;
        let granted = || access::network(&ctx).unwrap();
        let first = training::programme_choices(&ctx, &granted()).await.unwrap()[0].0;
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let h = history(&world, &mut dice, first).await;
        for round in 0..12 {
            let filter = filter(&mut dice, &h);
            let what = format!("seed {seed}, round {round}: {filter:?}");
            let facts = standing(h.records.clone(), &h.merges, &h.places, &filter);
            let expected = report(&facts, &h.places, 0, &filter);
            let view = training::totals(&ctx, &granted(), &filter).await.unwrap();
            for (key, value) in [
                ("named", expected.named),
                ("new_in_period", expected.new_in_period.unwrap_or(0)),
                ("sum_of_organisations", expected.sum_of_organisations),
                ("in_several", expected.in_several),
                ("counted_again", expected.counted_again),
                ("without_organisation", expected.without_organisation),
            ] {
                assert_eq!(view.figure(key), value, "{key}, {what}");
            }
            let lines =
                |section| -> HashMap<String, u32> { view.of(section).filter(|l| l.value > 0).map(|l| (l.key.clone(), l.value)).collect() };
            let keyed = |pairs: Vec<(String, u32)>| -> HashMap<String, u32> { pairs.into_iter().collect() };
            assert_eq!(
                lines(Section::Organisation),
                keyed(expected.by_organisation.iter().map(|(k, n)| (k.to_string(), *n)).collect()),
                "{what}"
            );
            assert_eq!(lines(Section::Country), keyed(expected.by_country.iter().map(|(k, n)| (k.clone(), *n)).collect()), "{what}");
            assert_eq!(lines(Section::Region), keyed(expected.by_region.iter().map(|(k, n)| (k.name().into(), *n)).collect()), "{what}");
            assert_eq!(lines(Section::Year), keyed(expected.by_year.iter().map(|(k, n)| (k.to_string(), *n)).collect()), "{what}");
            assert_eq!(
                lines(Section::Month),
                keyed(expected.by_month.iter().map(|((y, m), n)| (format!("{y}-{m:02}"), *n)).collect()),
                "{what}"
            );
            assert_eq!(
                lines(Section::Programme),
                keyed(expected.by_programme.iter().map(|(k, n)| (k.to_string(), *n)).collect()),
                "{what}"
            );
            assert_eq!(lines(Section::Path), keyed(expected.by_path.iter().map(|(k, n)| (k.name().into(), *n)).collect()), "{what}");
            // the list behind the number: the same persons with the same records
            let wanted: HashMap<PersonId, Vec<(NaiveDate, Path)>> = people(facts)
                .into_iter()
                .filter(|(_, facts)| filter.from.is_none_or(|from| facts[0].on >= from))
                .map(|(person, facts)| (person, facts.iter().map(|f| (f.on, f.path)).collect()))
                .collect();
            let page = training::people_page(&ctx, &granted(), &filter, 1).await.unwrap();
            assert_eq!(page.total, u64::try_from(wanted.len()).unwrap(), "{what}");
            let found: HashMap<_, _> = page.rows.into_iter().map(|p| (p.person, p.records)).collect();
            assert_eq!(found, wanted, "{what}");
            let all = training::people(&ctx, &granted(), &filter).await.unwrap();
            assert_eq!(all.into_iter().map(|p| (p.person, p.records)).collect::<HashMap<_, _>>(), wanted, "{what}");
        }
    }
}
