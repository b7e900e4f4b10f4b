// A box and its lid for the carrier, to be printed as they lie. The board's numbers are from its
// tables (numbers.scad, made by `npm run hardware:case`). Nothing was printed yet.
include <numbers.scad>

wall = 2;
gap = 0.5;          // around the board
feet = 4;           // below the board, for leads
above = 15;         // from the board's top to the lid
lip = 3;            // of the lid, inside the box
play = 0.2;         // between lip and box
corner = board_corner + gap;

jack = [16.2, 14];  // width, height of the opening
plug = [13, 8];     // a USB-C plug with its shell
usb_above = 5.3;    // its middle over the board: pins 2.5, XIAO 1.2, half a socket
window = [26, 18];  // over the OLED: modules differ

inner = [board_width + 2 * gap, board_height + 2 * gap];
top_of_board = wall + feet + board_thickness;

part = "both";
if (part != "lid") box();
if (part != "box") translate([0, part == "both" ? inner.y + 20 : 0, 0]) lid();

module rounded(size, radius, height) {
	linear_extrude(height) offset(radius, $fn = 48)
		square([size.x - 2 * radius, size.y - 2 * radius], center = true);
}

module box() {
	difference() {
		rounded(inner + 2 * [wall, wall], corner + wall, top_of_board + above);
		translate([0, 0, wall]) rounded(inner, corner, 100);
		// The jack's face, down to the board
		translate([-inner.x / 2 - wall, jack_y, top_of_board + jack.y / 2])
			cube([4 * wall, jack.x, jack.y], center = true);
		translate([inner.x / 2 + wall, usb_y, top_of_board + usb_above])
			cube([4 * wall, plug.x, plug.y], center = true);
	}
	for (at = screws) translate([at.x, at.y, 0]) difference() {
		cylinder(d = 8, h = wall + feet, $fn = 36);
		translate([0, 0, 1]) cylinder(d = 2.5, h = 100, $fn = 24);
	}
}

module lid() {
	difference() {
		union() {
			rounded(inner + 2 * [wall, wall], corner + wall, wall);
			rounded(inner - 2 * [play, play], corner - play, wall + lip);
		}
		translate([0, 0, wall]) rounded(inner - 2 * [wall, wall], corner - play, 100);
		// Lying on its face, the lid is the mirror of what is below it.
		translate([oled_x, -oled_y, 0]) cube([window.x, window.y, 20], center = true);
		// Room for the jack, whose top is higher than the lip's lower edge
		translate([-inner.x / 2, -jack_y, wall + lip]) cube([20, jack.x, 2 * lip], center = true);
	}
}
