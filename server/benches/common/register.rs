//! A large register, written by the database itself: ten meetings a person in workshops of a hundred, a record for
//! everybody and a second one for every fifth, an organisation for each fifty.

use backend::testing::World;

/// What the two databases write differently.
#[derive(Clone, Copy)]
struct Dialect {
    postgres: bool,
}

impl Dialect {
    /// An id made of a kind and an expression for a number.
    fn id(self, kind: u32, n: &str) -> String {
        if self.postgres {
            format!("(lpad(to_hex({kind}), 8, '0') || lpad(to_hex({n}), 24, '0'))::uuid")
        } else {
            format!("unhex(printf('%08x%024x', {kind}, {n}))")
        }
    }

    /// Inserts rows: `columns` of `values`, expressions of `n` from 0 to below `rows`.
    fn insert(self, table: &str, columns: &str, rows: u32, values: &str) -> String {
        if self.postgres {
            return format!("INSERT INTO {table} ({columns}) SELECT {values} FROM generate_series(0, {rows} - 1) AS s(n)");
        }
        let series = format!("WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n + 1 < {rows})");
        format!("{series} INSERT INTO {table} ({columns}) SELECT {values} FROM s")
    }

    /// A day within about three years.
    fn day(self, n: &str) -> String {
        if self.postgres {
            format!("(date '2023-12-01' + ({n}) % 1000)")
        } else {
            format!("date('2023-12-01', '+' || (({n}) % 1000) || ' days')")
        }
    }

    /// A moment of such a day.
    fn moment(self, n: &str, hour: u32) -> String {
        let day = self.day(n);
        if self.postgres { format!("({day} || ' {hour}:00:00+00:00')::timestamptz") } else { format!("{day} || ' {hour}:00:00+00:00'") }
    }
}

const BEGAN: &str = "'2020-01-01 00:00:00+00:00'";
const COUNTRY: &str = "CASE n % 6 WHEN 0 THEN 'IRL' WHEN 1 THEN 'TGO' WHEN 2 THEN 'THA' WHEN 3 THEN 'TTO' WHEN 4 THEN 'MDA' ELSE 'UGA' END";
const PROGRAMME: &str = "(SELECT id FROM programme LIMIT 1)";

/// Fills the database of a world.
pub async fn fill(world: &World, people: u32) {
    let db = &world.backend.db;
    let dialect = Dialect { postgres: db.is_postgres() };
    let (organisations, workshops, records) = (people / 50, people / 100, people + people / 5);
    let id = |kind, n: &str| dialect.id(kind, n);
    let (began, ended) = (dialect.moment("n", 10), dialect.moment("n", 12));
    // every person at every meeting of their workshop
    let meeting = id(5, "(n / 10 / 100) * 10 + n % 10");
    let of_meeting = dialect.day("(n / 10 / 100) * 10 + n % 10");
    let tables = [
        dialect.insert(
            "organisation",
            "id, name, name_key, country, created_at",
            organisations,
            &format!("{}, 'Organisation ' || n, 'organisation ' || n, {COUNTRY}, {BEGAN}", id(1, "n")),
        ),
        dialect.insert(
            "person",
            "id, name, name_key, created_at",
            people,
            &format!("{}, 'Person ' || n, 'person ' || n, {BEGAN}", id(2, "n")),
        ),
        dialect.insert(
            "membership",
            "id, person_id, organisation_id, starts_on",
            people,
            &format!("{}, {}, {}, '2020-01-01'", id(3, "n"), id(2, "n"), id(1, &format!("n % {organisations}"))),
        ),
        dialect.insert(
            "workshop",
            "id, programme_id, title, description, time_zone, created_at, created_by, languages, admission",
            workshops,
            &format!("{}, {PROGRAMME}, 'Workshop ' || n, '', 'UTC', {BEGAN}, {}, 'en', 'open'", id(4, "n"), id(2, "0")),
        ),
        dialect.insert(
            "meeting",
            "id, workshop_id, position, starts_at, ends_at, place, check_in_secret, closed_at, settled_at, agenda",
            workshops * 10,
            &format!("{}, {}, n % 10 + 1, {began}, {ended}, '', '00', {ended}, {ended}, ''", id(5, "n"), id(4, "n / 10")),
        ),
        dialect.insert(
            "registration",
            "id, workshop_id, person_id, status, created_at, changed_at",
            people,
            &format!("{}, {}, {}, 'registered', {BEGAN}, {BEGAN}", id(6, "n"), id(4, "n / 100"), id(2, "n")),
        ),
        dialect.insert(
            "meeting_evidence",
            "id, meeting_id, person_id, kind, at, recorded_at",
            people * 10,
            &format!("{}, {meeting}, {}, 'check_in', {BEGAN}, {BEGAN}", id(7, "n"), id(2, "n / 10")),
        ),
        dialect.insert(
            "meeting_attendance",
            "meeting_id, person_id, on_date, minutes",
            people * 10,
            &format!("{meeting}, {}, {of_meeting}, 120", id(2, "n / 10")),
        ),
        dialect.insert(
            "training_record",
            "id, person_id, programme_id, rule_version, path, on_date, once_key, created_at",
            records,
            &format!(
                "{}, {}, {PROGRAMME}, 1, CASE n % 3 WHEN 0 THEN 'self_study' ELSE 'workshop' END, {}, 'k' || n, {BEGAN}",
                id(8, "n"),
                id(2, &format!("n % {people}")),
                dialect.day("n")
            ),
        ),
        dialect.insert(
            "training_record_organisation",
            "record_id, organisation_id",
            records,
            &format!("{}, {}", id(8, "n"), id(1, &format!("(n % {people}) % {organisations}"))),
        ),
    ];
    for sql in tables {
        db.run_sql(&sql).await.unwrap_or_else(|e| panic!("{e}: {sql}"));
    }
    db.run_sql("ANALYZE").await.expect("the database looks at its tables");
}
