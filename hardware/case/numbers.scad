// Made from hardware/carrier/placement.ts by `npm run hardware:case`.
board_width = 78;
board_height = 38;
board_thickness = 1.6;
board_corner = 2;
screws = [[-36, 16], [-36, -16], [36, 16], [36, -16]];
jack_y = 0;
usb_y = -3;
oled_x = 22.65;
oled_y = -1.93;
