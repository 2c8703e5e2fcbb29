//! Lists of video calls as their programs write them: who was there from when until when, and what is refused.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use chrono::{NaiveDate, NaiveDateTime};
use domain::call_list::{CallList, Program, Unreadable, name_key, read};

const DAY: &str = "2026-11-24";

/// Rows of a table with a tab between cells.
fn table(text: &str) -> Vec<Vec<String>> {
    text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

/// Rows of a file with commas between cells, quotes around some.
fn commas(text: &str) -> Vec<Vec<String>> {
    let cells = |line: &str| {
        let (mut cells, mut quoted) = (vec![String::new()], false);
        for c in line.trim_start_matches('\u{feff}').chars() {
            match c {
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(String::new()),
                c => cells.last_mut().unwrap().push(c),
            }
        }
        cells
    };
    text.lines().map(cells).collect()
}

/// Teams writes UTF-16.
fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    String::from_utf16(&units).unwrap().trim_start_matches('\u{feff}').to_owned()
}

fn read_day(rows: &[Vec<String>]) -> Result<CallList, Unreadable> {
    let day: NaiveDate = DAY.parse().unwrap();
    read(rows, day, day.and_hms_opt(13, 0, 0).unwrap())
}

/// Who was there, as `name <address> from-until from-until`.
fn seen(rows: &[Vec<String>]) -> Vec<String> {
    let clock = |t: &NaiveDateTime| t.format("%H:%M:%S").to_string();
    let callers = read_day(rows).unwrap().callers;
    let spans = |all: &[(NaiveDateTime, NaiveDateTime)]| all.iter().map(|(a, b)| format!(" {}-{}", clock(a), clock(b))).collect::<String>();
    callers.iter().map(|c| format!("{} <{}>{}", c.name, c.email.as_deref().unwrap_or_default(), spans(&c.spans))).collect()
}

#[test]
fn a_list_of_zoom_has_one_caller_for_each_person_and_nobody_who_only_waited() {
    let rows = commas(include_str!("data/calls/zoom-2024.csv"));
    assert_eq!(
        seen(&rows),
        [
            "Ana Marsh <ana.marsh@example.org> 10:52:41-13:02:10",
            "Okafor Chidi <chidi.okafor@example.org> 10:58:12-13:00:02",
            "Bo Lind <bo.lind@example.org> 11:01:03-11:38:20 11:44:55-12:59:58",
            "Dina Roth <> 11:06:40-12:48:09",
            "Олена Кравець <olena.kravets@example.org> 11:15:30-12:20:44",
        ]
    );
    assert_eq!(read_day(&rows).map(|list| (list.program, list.utc)), Ok((Program::Zoom, false)));
    let report = commas(include_str!("data/calls/zoom-report-header.csv"));
    assert_eq!(seen(&report)[0], "Ana Marsh <ana.marsh@example.org> 04:52:41-07:02:10", "its heading stands below the meeting's");
    assert_eq!(seen(&report).len(), 5);
}

#[test]
fn who_only_waited_is_known_in_each_language_of_zoom() {
    for (heading, yes) in [("In waiting room", "Yes"), ("En la sala de espera", "Sí"), ("In sala d’attesa", "Sì"), ("Im Warteraum", "Ja")]
    {
        let rows = table(&format!(
            "Name (original name)\tEmail\tJoin time\tLeave time\t{heading}\n\
             Ana\t\t11/24/2026 11:00:00\t11/24/2026 12:00:00\tNo\n\
             Bo\t\t11/24/2026 11:00:00\t11/24/2026 12:00:00\t{yes}"
        ));
        assert_eq!(seen(&rows), ["Ana <> 11:00:00-12:00:00"], "{heading}");
    }
}

#[test]
fn a_row_of_zoom_without_a_name_or_a_time_is_nobody() {
    let rows = table(
        "Name (original name)\tEmail\tJoin time\tLeave time\n\
         Ana\tnot an address\t11/24/2026 11:00:00\t11/24/2026 12:00:00\n\
         \t\t11/24/2026 11:00:00\t11/24/2026 12:00:00\n\
         Bo\t\t\t",
    );
    assert_eq!(seen(&rows), ["Ana <> 11:00:00-12:00:00"]);
    let no_times = table("Name (original name)\tEmail\tTotal duration\nAna\t\t60");
    assert_eq!(read_day(&no_times), Err(Unreadable::NoTimes));
    assert_eq!(read_day(&rows[..1]), Err(Unreadable::Nobody));
}

#[test]
fn a_dashboard_of_big_blue_button_tells_a_gap_as_a_shorter_sum() {
    let rows = commas(include_str!("data/calls/bbb-dashboard.csv"));
    assert_eq!(
        seen(&rows),
        [
            "Ana Marsh <> 10:52:41-13:02:10",
            "Okafor Chidi <> 10:58:12-13:00:02",
            "Bo Lind <> 11:01:03-12:53:23",
            "Dina Roth <> 11:06:40-11:50:00 11:52:30-12:48:09",
            "Олена Кравець <> 11:15:30-12:20:44",
        ]
    );
    assert_eq!(read_day(&rows).map(|list| (list.program, list.utc)), Ok((Program::BigBlueButton, false)));
}

/// A dashboard with these cells from the tenth on, the ninth named as given.
fn dashboard(headings: &str, row: &str) -> Vec<Vec<String>> {
    let between = "\tx".repeat(7);
    table(&format!("Name\tModerator{between}\t{headings}\nAna Marsh\tFALSE{between}\t{row}"))
}

#[test]
fn joining_stands_in_the_tenth_column_of_a_dashboard_or_below_its_word() {
    let times = "11/24/2026 11:00:00\t11/24/2026 12:00:00";
    let hour = ["Ana Marsh <> 11:00:00-12:00:00"];
    assert_eq!(seen(&dashboard("Entrée\tSortie\tDurée", times)), hour);
    assert_eq!(seen(&dashboard("Emojis\tJoin\tLeft\tDuration", &format!("3\t{times}"))), hour);
    assert_eq!(seen(&dashboard("Emojis\tTeilnahme\tEnde\tDauer", &format!("3\t{times}\t00:30:00"))), ["Ana Marsh <> 11:00:00-11:30:00"]);
    // a row that ends with joining is cut off
    assert_eq!(read_day(&dashboard("Join\tLeft\tDuration", "11/24/2026 11:00:00")), Err(Unreadable::Nobody));
    assert_eq!(seen(&dashboard("Join\tLeft\tDuration", "11/24/2026 11:00:00\t")), ["Ana Marsh <> 11:00:00-13:00:00"], "still there");
}

#[test]
fn a_heading_is_a_dashboards_only_as_a_whole() {
    let row = "\n11/24/2026 11:00:00".to_owned() + &"\t11/24/2026 11:00:00".repeat(13);
    let heading = |cells: &[&str], length: usize| {
        let mut cells = cells.to_vec();
        cells.resize(length, "x");
        table(&(cells.join("\t") + &row))
    };
    assert!(read_day(&heading(&["Name", "Moderator"], 12)).is_ok());
    for (cells, length) in [(["Name", "Moderator"], 11), (["Name", "x"], 12), (["x", "Moderator"], 12), (["x", "x"], 12)] {
        assert_eq!(read_day(&heading(&cells, length)), Err(Unreadable::Columns), "{cells:?} {length}");
    }
    assert_eq!(read_day(&commas(include_str!("data/calls/wrong-columns.csv"))), Err(Unreadable::Columns));
}

#[test]
fn a_report_of_teams_is_read_from_its_connections() {
    let rows = table(&utf16(include_bytes!("data/calls/teams-2023.csv")));
    assert_eq!(
        seen(&rows),
        [
            "Ana Marsh <ana.marsh@example.org> 10:52:41-13:02:10",
            "Okafor, Chidi <chidi.okafor@example.org> 10:58:12-13:00:02",
            "Bo Lind <bo.lind@example.org> 11:01:03-11:38:20 11:44:55-12:59:58",
            "Dina Roth <> 11:06:40-12:48:09",
            "Олена Кравець <olena.kravets@example.org> 11:15:30-12:20:44",
        ]
    );
    assert_eq!(read_day(&rows).map(|list| (list.program, list.utc)), Ok((Program::Teams, false)));
}

#[test]
fn a_report_of_teams_without_connections_is_read_from_its_participants() {
    let rows = table(
        "1. Summary\nAttended participants\t3\n\n2. Participants\nName\tFirst Join (UTC)\tLast Leave (UTC)\tIn-Meeting Duration\tEmail\n\
         Ana\t11/24/26, 11:00:00 AM\t11/24/26, 1:00:00 PM\t1h 30m 0s\n\
         J. Doe\t11/24/26, 11:00:00 AM\t11/24/26, 12:00:00 PM\t1h 0m 0s\tj@example.org\n\
         K. Cut\t11/24/26, 11:00:00 AM\t\n\
         \t11/24/26, 11:00:00 AM\t11/24/26, 12:00:00 PM\t1h 0m 0s\n\
         \n\
         Bo\t11/24/26, 11:00:00 AM\t11/24/26, 12:00:00 PM\t59m 0s\n\
         5. Reactions\n\
         Cy\t11/24/26, 11:00:00 AM\t11/24/26, 12:00:00 PM\t1h 0m 0s",
    );
    assert_eq!(seen(&rows), ["Ana <> 11:00:00-12:30:00", "J. Doe <j@example.org> 11:00:00-12:00:00", "Bo <> 11:00:00-11:59:00"]);
    assert!(read_day(&rows).is_ok_and(|list| list.utc), "the heading says UTC");
    let connections = table(
        "3. In-Meeting Activities\nName\tJoin Time\tLeave Time\tDuration\tEmail\tRole\n\
         Ana\t11/24/26, 11:00:00 AM\t11/24/26, 12:00:00 PM\t30m 0s\t\tPresenter",
    );
    assert_eq!(seen(&connections), ["Ana <> 11:00:00-12:00:00"], "a connection has no gap");
}

#[test]
fn the_older_list_of_teams_pairs_who_joined_with_who_left() {
    let rows = table(&utf16(include_bytes!("data/calls/teams-old.csv")));
    assert_eq!(
        seen(&rows),
        [
            "Ana Marsh <> 11:00:05-13:00:00",
            "Okafor Chidi <> 11:00:05-13:00:02",
            "Bo Lind <> 11:01:03-11:38:20 11:44:55-12:59:58",
            "Dina Roth <> 11:06:40-12:48:09",
            "Олена Кравець <> 11:15:30-12:20:44",
        ]
    );
    assert_eq!(read_day(&rows).map(|list| (list.program, list.utc)), Ok((Program::TeamsOld, false)));
    let french = table(
        "Nom complet\tAction de l’utilisateur\tHorodateur\n\
         Ana\tS’est joint\t24/11/2026 à 11:00:00\nBo\tS’est joint\t24/11/2026 à 11:10:00\n\
         Ana\tA quitté\t24/11/2026 à 12:00:00\nCy\tA quitté\t24/11/2026 à 12:05:00\n\
         Ana\tA quitté\t24/11/2026 à 12:30:00\nBo\tA quitté\t24/11/2026 à 12:10:00",
    );
    assert_eq!(seen(&french), ["Ana <> 11:00:00-12:00:00", "Bo <> 11:10:00-12:10:00"], "who was not seen to join did not leave");
}

#[test]
fn the_older_list_of_teams_has_three_columns_with_what_was_done_in_the_second() {
    for heading in ["Full Name\tUser Action\tTimestamp\tRole", "Full Name\tTimestamp\tUser Action", "A\tB\tC", "User Action"] {
        let rows = table(&format!("{heading}\nAna\tJoined\t24/11/2026 11:00:00"));
        assert_eq!(read_day(&rows), Err(Unreadable::Columns), "{heading}");
    }
}

#[test]
fn a_time_that_can_not_be_read_is_told_with_its_line() {
    let at = |rows: Vec<Vec<String>>| read_day(&rows).unwrap_err();
    let line = |line| Unreadable::Time { line };
    let zoom = "Meeting\n\nName (original name)\tEmail\tJoin time\tLeave time\nAna\t\t11/24/2026 11:00:00\t11/24/2026 12:00:00\nBo\t\t";
    assert_eq!(at(table(&format!("{zoom}soon\tlater"))), line(5));
    assert_eq!(at(table(&format!("{zoom}11/24/2026 11:00:00\tlater"))), line(5));
    assert_eq!(at(dashboard("Join\tLeft\tDuration", "soon\tlater")), line(2));
    assert_eq!(at(table("Meeting\n3. In-Meeting Activities\nName\tJoin Time\tLeave Time\tDuration\nAna\tsoon\tlater\t1h")), line(4));
    assert_eq!(at(table("Meeting\nFull Name\tUser Action\tTimestamp\nAna\tJoined\tsoon")), line(3));
}

#[test]
fn a_list_belongs_to_the_day_of_the_meeting_or_the_one_beside_it() {
    let on = |day: &str| {
        let text = format!("Name (original name)\tEmail\tJoin time\tLeave time\nAna\t\t{day} 11:00:00\t{day} 12:00:00");
        read_day(&table(&text)).map(|list| list.callers[0].spans[0].0.date().to_string())
    };
    assert_eq!(on("11/24/2026"), Ok("2026-11-24".into()));
    assert_eq!(on("24.11.2026"), Ok("2026-11-24".into()));
    assert_eq!([on("2026-11-23"), on("2026-11-25")], ["2026-11-23", "2026-11-25"].map(|day| Ok(day.to_owned())));
    assert_eq!([on("2026-11-22"), on("2026-11-26")], [Err(Unreadable::OtherDay), Err(Unreadable::OtherDay)]);
    assert_eq!(on("12/11/2026"), Err(Unreadable::OtherDay), "neither the 12th of November nor the 11th of December");
}

#[test]
fn a_second_device_by_the_same_name_is_the_same_person() {
    let rows = table(
        "Name (original name)\tEmail\tJoin time\tLeave time\n\
         Ana Marsh\t\t11/24/2026 11:00:00\t11/24/2026 11:30:00\n\
         Marsh, Ana (phone)\tana@example.org\t11/24/2026 11:20:00\t11/24/2026 12:00:00\n\
         A. M.\tana@example.org\t11/24/2026 12:10:00\t11/24/2026 12:20:00\n\
         Bo\t\t11/24/2026 11:00:00\t11/24/2026 10:00:00",
    );
    assert_eq!(
        seen(&rows),
        ["Ana Marsh <ana@example.org> 11:00:00-12:00:00 12:10:00-12:20:00", "Bo <> 11:00:00-11:00:00"],
        "nobody leaves before they came"
    );
}

#[test]
fn what_stands_in_brackets_is_no_part_of_a_name() {
    for name in ["Ana (she/her) Marsh", "Ana [Host] Marsh", "Ana ((a) b) Marsh", "Ana) Marsh", "MARSH Ana"] {
        assert_eq!(name_key(name), "ana marsh", "{name}");
    }
    assert_ne!(name_key("Ana Marsh"), name_key("Bo Lind"));
}
